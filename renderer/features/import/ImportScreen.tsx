/** The start of an import, and those that were. */
import { useEffect } from 'react';
import { droppedFile } from '../../data/dropped-file.ts';
import { useValue } from '../../data/store.ts';
import { readableError } from '../../transport/errors.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { FileDrop } from './FileDrop.tsx';
import { History } from './History.tsx';
import { HotFolders } from './HotFolders.tsx';
import { texts } from './texts.ts';
import { useStaging } from './useStaging.ts';

export default function ImportScreen() {
  const staging = useStaging();
  const { stage } = staging;
  const dropped = useValue(droppedFile);
  useEffect(() => {
    if (dropped === null) return;
    droppedFile.set(null);
    stage(dropped);
  }, [dropped, stage]);
  return (
    <Page title={texts.title} subtitle={texts.subtitle}>
      {staging.error !== null && (
        <Notice tone="bad" title={texts.drop.failed} live>
          {readableError(staging.error).message}
        </Notice>
      )}
      <FileDrop staging={staging} />
      <HotFolders />
      <History />
    </Page>
  );
}
