/** The results of the search everywhere, in groups. */
/* The combobox pattern of ARIA: options are rich and the field has the keys, for which `select` and its options are not made. */
/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus */
import { Kbd } from '@mantine/core';
import {
  IconAddressBook,
  IconArrowRight,
  IconBuildingWarehouse,
  IconFileImport,
  IconFileInvoice,
  IconListDetails,
  IconTruck,
  type TablerIcon,
} from '@tabler/icons-react';
import { useEffect } from 'react';
import { markedPieces } from './marked.ts';
import classes from './Palette.module.css';
import type { Choice, Section } from './sections.ts';
import { listId, optionId } from './ids.ts';
import { texts } from './texts.ts';

const icons: Record<Choice['kind'], TablerIcon> = {
  customer: IconBuildingWarehouse,
  carrier: IconTruck,
  lead: IconAddressBook,
  invoice: IconFileInvoice,
  import: IconFileImport,
  job: IconListDetails,
  command: IconArrowRight,
};

interface ResultsProps {
  sections: Section[];
  typed: string;
  active: Choice | null;
  isBehind: boolean;
  hasFailed: boolean;
  /** Rows that cannot be found yet. */
  left: number;
  onPoint: (choice: Choice) => void;
  onOpen: (choice: Choice) => void;
}

export function Results({
  sections,
  typed,
  active,
  isBehind,
  hasFailed,
  left,
  onPoint,
  onOpen,
}: ResultsProps) {
  const activeId = active === null ? null : optionId(active);
  useEffect(() => {
    if (activeId !== null) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);
  const shown = sections.reduce((sum, { choices }) => sum + choices.length, 0);
  return (
    <>
      <div className={classes['results']} aria-busy={isBehind}>
        <div id={listId} role="listbox" aria-label={texts.title}>
          {sections.map(({ id, label, more, choices }) => (
            <div key={id} role="group" aria-labelledby={`search-group-${id}`}>
              <div className={classes['group']} id={`search-group-${id}`}>
                {label}
                {more !== null && <span className={classes['more']}>{more}</span>}
              </div>
              {choices.map((choice) => (
                <Option
                  key={choice.id}
                  choice={choice}
                  typed={typed}
                  isActive={choice === active}
                  onPoint={onPoint}
                  onOpen={onOpen}
                />
              ))}
            </div>
          ))}
        </div>
        {shown === 0 && !isBehind && !hasFailed && (
          <div className={classes['nothing']}>
            <strong>{texts.nothing(typed.trim())}</strong>
            <span>{texts.nothingHint}</span>
          </div>
        )}
      </div>
      {hasFailed && <p className={classes['note']}>{texts.failed}</p>}
      {left > 0 && <p className={classes['note']}>{texts.left(left)}</p>}
      <div role="status" className="hidden-visually">
        {isBehind || typed.trim() === '' ? '' : texts.found(shown)}
      </div>
      <div className={classes['keys']} aria-hidden="true">
        <span>
          <Kbd size="xs">↑</Kbd> <Kbd size="xs">↓</Kbd> {texts.keys.move}
        </span>
        <span>
          <Kbd size="xs">Enter</Kbd> {texts.keys.open}
        </span>
        <span>
          <Kbd size="xs">Esc</Kbd> {texts.keys.close}
        </span>
      </div>
    </>
  );
}

interface OptionProps {
  choice: Choice;
  typed: string;
  isActive: boolean;
  onPoint: (choice: Choice) => void;
  onOpen: (choice: Choice) => void;
}

/** The field keeps the focus; it says which option is the active one. */
function Option({ choice, typed, isActive, onPoint, onOpen }: OptionProps) {
  const Icon = icons[choice.kind];
  return (
    <div
      id={optionId(choice)}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      className={classes['option']}
      onMouseMove={() => {
        if (!isActive) onPoint(choice);
      }}
      onMouseDown={(event) => {
        event.preventDefault();
      }}
      onClick={() => {
        onOpen(choice);
      }}
    >
      <Icon size={18} stroke={1.75} aria-hidden="true" />
      <span className={classes['words']}>
        <span className={classes['title']}>
          <Marked text={choice.title} typed={typed} />
        </span>
        {choice.details !== '' && (
          <span className={classes['details']}>
            <Marked text={choice.details} typed={typed} />
          </span>
        )}
      </span>
    </div>
  );
}

function Marked({ text, typed }: { text: string; typed: string }) {
  let at = 0;
  return markedPieces(text, typed).map((piece) => {
    const key = at;
    at += piece.text.length;
    return piece.isMatch ? <mark key={key}>{piece.text}</mark> : <span key={key}>{piece.text}</span>;
  });
}
