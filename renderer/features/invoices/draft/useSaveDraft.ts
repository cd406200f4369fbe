/** Saves a draft and opens its page. */
import { useMutation } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { InvoiceView } from '../../../../workers/api/wire.ts';
import { paths } from '../../../routing/paths.ts';
import { reportDone } from '../../../ui/report.ts';
import { useLedgerRefresh } from '../invoice/useLedgerRefresh.ts';
import type { DraftForm } from './draft-form.ts';
import { draftTexts } from './draft-texts.ts';

export function useSaveDraft(write: (form: DraftForm) => Promise<InvoiceView>) {
  const [, navigate] = useLocation();
  const refresh = useLedgerRefresh();
  return useMutation({
    mutationFn: write,
    onSuccess: async (draft) => {
      await refresh();
      reportDone(draftTexts.saved);
      navigate(paths.invoice(draft.id), { replace: true });
    },
  });
}
