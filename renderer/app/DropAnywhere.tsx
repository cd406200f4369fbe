/**
 * A file may be dropped anywhere in the window. Without this the browser would leave the console and open the file itself.
 */
import { IconFileImport } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { droppedFile } from '../data/dropped-file.ts';
import { paths } from '../routing/paths.ts';
import { reportNotice } from '../ui/report.ts';
import classes from './DropAnywhere.module.css';
import { singleFile } from './single-file.ts';
import { texts } from './texts.ts';

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;

export function DropAnywhere() {
  const [over, setOver] = useState(false);
  const [, navigate] = useLocation();
  useEffect(() => {
    const dragOver = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const dragLeave = (event: DragEvent) => {
      // Leaving an element for another one in the window is no leaving.
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(false);
      const file = singleFile(event.dataTransfer);
      if (file === null) {
        reportNotice(texts.drop.one);
        return;
      }
      droppedFile.set(file);
      navigate(paths.imports);
    };
    window.addEventListener('dragover', dragOver);
    window.addEventListener('dragleave', dragLeave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', dragOver);
      window.removeEventListener('dragleave', dragLeave);
      window.removeEventListener('drop', drop);
    };
  }, [navigate]);
  if (!over) return null;
  return (
    <div className={classes['overlay']}>
      <IconFileImport size={44} stroke={1.4} aria-hidden="true" />
      {texts.drop.here}
    </div>
  );
}
