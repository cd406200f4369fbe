/** What of the hot folders asks for a person. Pure. */
import type { HotFolderView } from '../../../workers/api/wire.ts';
import { paths } from '../../routing/paths.ts';
import type { Matter } from './matters.ts';
import { texts } from './texts.ts';

/** Folders that cannot be used, and files that were not imported. An import that failed is listed as one, and not again. */
export function hotFolderMatters(folders: readonly HotFolderView[]): Matter[] {
  return folders.flatMap(({ id, trouble, files }): Matter[] => {
    const refused = files
      .filter(({ state, importId }) => state === 'failed' && importId === null)
      .map(({ name, at, error }): Matter => ({
        key: `hot-file/${id}/${name}/${at}`,
        tone: 'attention',
        title: texts.attention.hotFile(name),
        text: error?.message ?? '',
        href: paths.imports,
        at,
      }));
    if (trouble === null) return refused;
    const title = texts.attention.hotFolder;
    const text = trouble.message;
    return [
      { key: `hot-folder/${id}`, tone: 'bad', title, text, href: paths.imports, at: trouble.since },
      ...refused,
    ];
  });
}
