/** Dead letters: grouped, listed, run again, set aside. Works while Redis is away. */
import { UserError } from '../errors.ts';
import { catalog } from '../queues/catalog.ts';
import { discardLetters, redriveLetters } from '../queues/dead-letters.ts';
import { letterGroups, letterOf, letterPage, type LetterRecord } from '../store/queries/dead-letters.ts';
import { os } from './base.ts';
import { jobTitle, parsed } from './job-rows.ts';
import type { DeadLetterRow } from './wire.ts';

/** More causes than anybody reads at once. */
const mostGroups = 200;

export const deadLetters = {
  groups: os.deadLetters.groups.handler(({ context }) =>
    letterGroups(context.store, mostGroups).map(({ code, message, ...group }) => ({
      ...group,
      title: jobTitle(group),
      error: { code, message },
    })),
  ),

  list: os.deadLetters.list.handler(({ input: { state, limit, offset, ...filter }, context }) => {
    const { letters, total } = letterPage(context.store, filter, state, { limit, offset });
    return { rows: letters.map(letterRow), total };
  }),

  get: os.deadLetters.get.handler(({ input, context }) => {
    const letter = letterOf(context.store, input.id);
    if (letter === undefined)
      throw new UserError(
        'dead-letter-not-found',
        `There is no dead letter of a job with the id ${input.id}.`,
      );
    return { ...letterRow(letter), payload: parsed(letter.payload), errors: JSON.parse(letter.errors) };
  }),

  redrive: os.deadLetters.redrive.handler(({ input, context: { store, actor } }) =>
    redriveLetters(store, actor, input, (key) => Object.hasOwn(catalog, key)),
  ),

  discard: os.deadLetters.discard.handler(({ input, context: { store, actor } }) =>
    discardLetters(store, actor, input),
  ),
};

function letterRow(letter: LetterRecord): DeadLetterRow {
  const {
    jobId: id,
    queue,
    name,
    code,
    message,
    fingerprint,
    failedAt,
    redrivenAs,
    closedAt,
    closedBy,
  } = letter;
  const title = jobTitle(letter);
  return {
    id,
    queue,
    name,
    title,
    error: { code, message },
    fingerprint,
    failedAt,
    redrivenAs,
    closedAt,
    closedBy,
  };
}
