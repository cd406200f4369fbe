/** Files that this machine can read. A browser, which cannot name one, sends its bytes to /upload instead. */
import { basename, isAbsolute } from 'node:path';
import { UserError } from '../errors.ts';
import { stageFile } from '../imports/stage.ts';
import { os } from './base.ts';

export const files = {
  stage: os.files.stage.handler(({ input, context, signal }) => {
    // Relative to what? The caller's working folder is not ours.
    if (!isAbsolute(input.path)) {
      throw new UserError(
        'path-not-absolute',
        `"${input.path}" is not a whole path. Give it from the root on, such as C:\\Users\\me\\carriers.csv or /home/me/carriers.csv.`,
      );
    }
    return stageFile(context.store, input.path, basename(input.path), signal);
  }),
};
