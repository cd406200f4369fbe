/** The sample as the browser's own viewer shows a PDF. */
import { useEffect, useMemo } from 'react';
import { Panel } from '../../ui/Panel.tsx';
import classes from './DocumentsScreen.module.css';
import { texts } from './texts.ts';

export function SamplePreview({ file }: { file: File | undefined }) {
  const url = useMemo(
    () => (file === undefined ? null : URL.createObjectURL(new Blob([file], { type: 'application/pdf' }))),
    [file],
  );
  useEffect(() => {
    if (url === null) return undefined;
    return () => {
      URL.revokeObjectURL(url);
    };
  }, [url]);
  return (
    <Panel title={texts.preview}>
      {url === null ? (
        <p className={classes['hint']}>{texts.previewHint}</p>
      ) : (
        // A sandbox would keep the browser's PDF viewer out; the bytes are a PDF that the engine drew, and run no script here.
        // oxlint-disable-next-line react/iframe-missing-sandbox
        <iframe className={classes['frame']} src={`${url}#navpanes=0`} title={texts.previewTitle} />
      )}
    </Panel>
  );
}
