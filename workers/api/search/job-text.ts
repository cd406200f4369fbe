/** What can be found of a job: the values of its payload, without their keys and without secrets, and its error. Pure. */
import { isSecretName, type Redact } from '../../support/redact.ts';
import { foldText } from '../../search/fold.ts';

/** Characters of values per job: the rest of a huge payload is not searched. */
const mostText = 16_384;
/** Parts values; nobody types it. */
const apart = '\n';
/** An index of three characters at a time finds a single one only where two more follow. */
const tail = '\n\n';

/**
 * @param payload,error JSON, which may be cut off anywhere. @param withoutSecrets for what stands within a value.
 * @returns folded (see fold.ts).
 */
export function jobText(
  { payload, error }: { payload: string; error: string | null },
  withoutSecrets: Redact,
): string {
  const values = [...valuesOf(payload), ...valuesOf(error ?? '')];
  return foldText(withoutSecrets(values.join(apart))) + tail;
}

/** A text with what follows it, or a number. The last text may have no end. */
const token = /"([^"\\]*(?:\\.[^"\\]*)*)(?:"(\s*:)?|\\?$)|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs;

/** Texts and numbers of a JSON text; those of a field that is called like a secret are left out. */
function valuesOf(json: string): string[] {
  const values: string[] = [];
  let key = '';
  let room = mostText;
  for (const [whole, quoted, isKey] of json.matchAll(token)) {
    if (isKey !== undefined) key = quoted ?? '';
    else if (!isSecretName(key)) {
      const value = quoted === undefined ? whole : inOneLine(unescaped(quoted).slice(0, room));
      values.push(value);
      room -= value.length + apart.length;
      if (room <= 0) break;
    }
  }
  return values;
}

/** A line end in a message is a blank to whoever searches. */
export const inOneLine = (text: string): string => text.replaceAll(/\p{Cc}/gu, ' ');

function unescaped(quoted: string): string {
  if (!quoted.includes('\\')) return quoted;
  try {
    return JSON.parse(`"${quoted}"`) as string;
  } catch {
    // Cut off within an escape.
    return quoted;
  }
}
