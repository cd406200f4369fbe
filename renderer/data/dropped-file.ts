/** A file that was dropped anywhere in the window, until the import screen takes it. */
import { createValueStore } from './store.ts';

export const droppedFile = createValueStore<File | null>(null);
