/** A payload or result to read: indented, bounded, only the visible lines in the page; whole as a download. */
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { saveBlob } from '../../ui/save-file.ts';
import classes from './JsonView.module.css';
import { prettyJson } from './pretty-json.ts';
import { texts } from './texts.ts';

const limits = { lines: 5_000, text: 2_000 };
/** Px. */
const lineHeight = 20;

interface JsonViewProps {
  label: string;
  value: unknown;
  /** Without an extension. */
  fileName: string;
}

export function JsonView({ label, value, fileName }: JsonViewProps) {
  const { lines, cut } = useMemo(() => prettyJson(value, limits, texts.json.more), [value]);
  const box = useRef<HTMLPreElement>(null);
  // Read during this very render, never handed to a memoised component.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => lineHeight,
    overscan: 20,
    // A first guess, so that lines are there before the box is measured.
    initialRect: { width: 800, height: 320 },
  });
  return (
    <div className={classes['json']}>
      {/* The box scrolls, so the keyboard must reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre ref={box} className={classes['box']} tabIndex={0} aria-label={label}>
        <code className={classes['lines']} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => (
            <span key={item.key} className={classes['line']} style={{ top: item.start }}>
              {lines[item.index]}
            </span>
          ))}
        </code>
      </pre>
      <div className={classes['foot']}>
        <span>{cut ? texts.json.cut(lines.length) : texts.json.showAll(lines.length)}</span>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconDownload size={14} aria-hidden="true" />}
          aria-label={`${texts.json.download}: ${label}`}
          onClick={() => {
            saveBlob(
              new Blob([JSON.stringify(value, null, 2)], { type: 'application/json' }),
              `${fileName}.json`,
            );
          }}
        >
          {texts.json.download}
        </Button>
      </div>
    </div>
  );
}
