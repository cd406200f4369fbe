/** The corrections of a checked file: made step by step, taken back, kept over a reload until they are imported. */
import { useSessionStorage } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ImportView } from '../../../../workers/api/wire.ts';
import { useEngine } from '../../../data/engine.ts';
import type { Client } from '../../../transport/client.ts';
import { reportFailure, reportNotice } from '../../../ui/report.ts';
import { fileAsRead } from '../draft.ts';
import { rowsTexts as texts } from './rows-texts.ts';
import { rowsKey } from './useRows.ts';

export type Change = Parameters<Client['imports']['edit']>[0]['change'];
export type Corrections = ReturnType<typeof useCorrections>;

export function useCorrections(view: ImportView) {
  const { api, client, queries } = useEngine();
  const [own, setOwn] = useSessionStorage<string | null>({
    key: `dockhand.corrections.${view.importId}`,
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  const editsId = own ?? view.editsId;
  const set = useQuery({
    ...api.imports.edits.queryOptions({ input: { editsId: editsId ?? '' } }),
    enabled: editsId !== null,
  });
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: rowsKey }),
      queries.invalidateQueries({ queryKey: api.imports.edits.key() }),
    ]);
  const ask = (change: Change, preview: boolean) =>
    client.imports.edit({
      ...fileAsRead(view),
      ...(editsId === null ? {} : { editsId }),
      change,
      preview,
    });
  const make = useMutation({
    mutationFn: (change: Change) => ask(change, false),
    // One after the other: each goes on with the set that the one before has made.
    scope: { id: `corrections ${view.importId}` },
    onSuccess: async (answer, change) => {
      if (change.kind !== 'cells' || answer.cells === 0) reportNotice(texts.changed(answer.cells));
      if (answer.edits !== null) setOwn(answer.edits.editsId);
      await refresh();
    },
    onError: (error) => {
      reportFailure(texts.editFailed, error);
    },
  });
  const undo = useMutation({
    mutationFn: (id: string) => client.imports.undoEdit({ editsId: id }),
    onSuccess: async (after) => {
      setOwn(after.editsId);
      await refresh();
    },
    onError: (error) => {
      reportFailure(texts.editFailed, error);
    },
  });
  return {
    editsId,
    /** There are corrections that the check has not seen. */
    unseen: own !== null && own !== view.editsId,
    set: set.data ?? null,
    look: (change: Change) => ask(change, true),
    make: make.mutate,
    busy: make.isPending || undo.isPending,
    undo: () => {
      if (editsId !== null) undo.mutate(editsId);
    },
  };
}
