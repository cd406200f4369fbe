/** How much of everything there is; each figure leads to its list. */
import {
  IconAddressBook,
  IconBuildingWarehouse,
  IconFileInvoice,
  IconTruck,
  type TablerIcon,
} from '@tabler/icons-react';
import { Link } from 'wouter';
import { entities, type Entity } from '../../../workers/api/wire.ts';
import { count } from '../../format/numbers.ts';
import { paths } from '../../routing/paths.ts';
import classes from './HomeScreen.module.css';
import { texts } from './texts.ts';

const icons: Record<Entity, TablerIcon> = {
  carrier: IconTruck,
  customer: IconBuildingWarehouse,
  lead: IconAddressBook,
  invoice: IconFileInvoice,
};

/** @param counts null until the engine has been heard. */
export function Counts({ counts }: { counts: Record<Entity, number> | null }) {
  return (
    <ul className={classes['counts']} aria-label={texts.counts}>
      {entities.map((entity) => {
        const Icon = icons[entity];
        return (
          <li key={entity}>
            <Link href={paths.list(entity)} className={classes['count'] ?? ''}>
              <Icon size={24} stroke={1.6} aria-hidden="true" />
              <span>
                <span className={`${classes['figure']} figures`}>
                  {counts === null ? '' : count(counts[entity])}
                </span>
                <span className={classes['label']}>{texts.entities[entity]}</span>
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
