/** The search everywhere finds what there is. */
import { missingInIndex } from '../../search/sample.ts';
import { ok, warning, type Check } from './check.ts';

const anew = 'Make it anew';

export const searchIndex: Check = {
  id: 'search-index',
  title: 'Search',
  async look({ desk, store }) {
    const left = await desk.freshen();
    if (left > 0) {
      return {
        ...warning(
          `${left.toLocaleString('en-US')} rows cannot be found yet, or not as they are now.`,
          'Nothing has to be done while an import or the job “Index for the search” is under way. If the figure does not fall, see what is said of the processes, or make the index anew.',
        ),
        mend: anew,
      };
    }
    const missing = desk.read((index) => missingInIndex(store, index));
    if (missing === 0) return ok('All that can be searched for is indexed.');
    return {
      ...warning(
        `The index of the search lacks rows: ${missing} of those looked at.`,
        'Make it anew. That takes up to a minute, during which some rows are not found; nothing else is affected.',
      ),
      mend: anew,
    };
  },
  async mend({ desk }) {
    desk.rebuild();
    await desk.freshen();
  },
};
