/** A void invoice on paper: with its stamp, and with a reason that is kept. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useEngine } from '../../data/engine.ts';
import { ReasonForm } from '../../ui/ReasonForm.tsx';
import { reportDone } from '../../ui/report.ts';
import { printTexts as texts } from './print-texts.ts';

export function VoidCopyForm({ invoiceId, onClose }: { invoiceId: string; onClose: () => void }) {
  const { api, client, queries } = useEngine();
  const [reason, setReason] = useState('');
  // One occasion, one id: a broken connection prints nothing twice.
  const [requestId] = useState(() => crypto.randomUUID());
  const send = useMutation({
    mutationFn: () => client.printing.printVoidCopy({ invoice: invoiceId, reason, requestId }),
    onSuccess: () => {
      reportDone(texts.startedCopy);
      void queries.invalidateQueries({ queryKey: api.printing.key() });
      onClose();
    },
  });
  return (
    <ReasonForm
      text={texts.voidText}
      label={texts.reason}
      submit={texts.sendCopy}
      reason={reason}
      onReason={setReason}
      send={send}
    />
  );
}
