/** The search everywhere. */
import { type } from '@orpc/contract';
import { z } from 'zod';
import { base } from './contract-base.ts';
import { searchKinds, type SearchAnswer } from './search-wire.ts';

export const search = {
  /** Rows in which each word begins one, of whatever kind. Too long a text is cut, and one of signs alone finds nothing. */
  everything: base
    .input(
      z.object({
        text: z.string(),
        kinds: z.array(z.enum(searchKinds)).optional(),
        /** Of each kind. */
        limit: z.int().min(1).max(100).default(5),
      }),
    )
    .output(type<SearchAnswer>()),
};
