/** Reading a job's payload back. */
import { PermanentFailure, type AnyJobDefinition } from './define.ts';

/**
 * The payload was checked when it was wanted; a program that has changed since may still refuse it.
 * @param json as the outbox has it. @throws PermanentFailure `payload-invalid`
 */
export function readPayload(definition: AnyJobDefinition, json: string): unknown {
  const result = definition.payload.safeParse(JSON.parse(json));
  if (result.success) return result.data;
  throw new PermanentFailure(
    'payload-invalid',
    'This job was made by another version of Dockhand and cannot be read. Start it anew.',
    { cause: result.error },
  );
}
