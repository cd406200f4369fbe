/** What an api child of a test serves: nothing. It keeps the engine's books all the same. */
import type { ApiServer } from '../../workers/api/serve.ts';

export const noRouter: ApiServer = {
  url: null,
  connect() {},
  engineChanged() {},
  memoryTold() {},
  close: () => Promise.resolve(),
};
