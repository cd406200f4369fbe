/** Ids of the elements that the search's field speaks of. */
import type { Choice } from './sections.ts';

export const listId = 'search-results';
export const optionId = (choice: Choice) => `search-${choice.id}`;
