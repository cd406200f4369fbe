/** The logo: what is set, a file chosen in its place, or none. */
import { Button, FileButton, Input } from '@mantine/core';
import type { DocumentSettingsView } from '../../../workers/invoices/template/settings.ts';
import classes from './DocumentsScreen.module.css';
import { texts } from './texts.ts';

export type LogoChange = { kind: 'kept' } | { kind: 'removed' } | { kind: 'chosen'; file: File };

interface LogoFieldProps {
  saved: DocumentSettingsView['logo'];
  change: LogoChange;
  onChange: (change: LogoChange) => void;
}

export function LogoField({ saved, change, onChange }: LogoFieldProps) {
  const isThere = change.kind === 'chosen' || (change.kind === 'kept' && saved !== null);
  return (
    <Input.Wrapper label={texts.fields.logo} description={texts.logoHint} labelElement="div">
      <div className={classes['logo']}>
        <FileButton
          accept="image/png,image/jpeg"
          onChange={(file) => {
            if (file !== null) onChange({ kind: 'chosen', file });
          }}
        >
          {(props) => (
            <Button {...props} variant="default" size="xs">
              {texts.chooseLogo}
            </Button>
          )}
        </FileButton>
        {isThere && (
          <Button
            variant="subtle"
            size="xs"
            onClick={() => {
              onChange(saved === null ? { kind: 'kept' } : { kind: 'removed' });
            }}
          >
            {texts.removeLogo}
          </Button>
        )}
        <output className={classes['hint']}>{stateOf(saved, change)}</output>
      </div>
    </Input.Wrapper>
  );
}

function stateOf(saved: DocumentSettingsView['logo'], change: LogoChange): string {
  if (change.kind === 'chosen') return texts.logoChosen(change.file.name);
  if (change.kind === 'removed') return texts.logoRemoved;
  return saved === null ? texts.logoNone : texts.logoSet(saved.width, saved.height);
}

/** As the engine takes it: base64, null for none, undefined for the same as before. */
export async function logoInput(change: LogoChange): Promise<string | null | undefined> {
  if (change.kind === 'kept') return undefined;
  if (change.kind === 'removed') return null;
  const bytes = new Uint8Array(await change.file.arrayBuffer());
  let text = '';
  // In pieces: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
