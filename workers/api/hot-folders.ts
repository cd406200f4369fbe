/** Hot folders: set up, seen, paused, removed. What happens in them is in workers/imports/hot-folder.md. */
import {
  addHotFolder,
  hotFolderList,
  pauseHotFolder,
  removeHotFolder,
} from '../imports/hot-folder/folders.ts';
import { os } from './base.ts';

const area = os.hotFolders;

export const hotFolders = {
  list: area.list.handler(({ context }) => hotFolderList(context.store, context.hotFolderTroubles)),

  add: area.add.handler(async ({ input, context: { store, actor, hotFolderTroubles } }) => {
    const { id } = await addHotFolder(store, actor, input);
    return oneOf(hotFolderList(store, hotFolderTroubles), id);
  }),

  remove: area.remove.handler(({ input, context: { store, actor } }) => {
    removeHotFolder(store, actor, input.folder);
    return { removed: true as const };
  }),

  pause: area.pause.handler(({ input, context: { store, actor, hotFolderTroubles } }) => {
    pauseHotFolder(store, actor, input.folder, input.paused);
    return hotFolderList(store, hotFolderTroubles);
  }),
};

function oneOf<T extends { id: string }>(folders: readonly T[], id: string): T {
  const found = folders.find((folder) => folder.id === id);
  if (found === undefined) throw new Error('The folder was removed meanwhile.');
  return found;
}
