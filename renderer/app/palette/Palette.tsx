/** The search everywhere: results as one types, gone through with the arrow keys. */
/* oxlint-disable jsx-a11y/prefer-tag-over-role -- it is an input, with the role that tells a screen reader of its list. */
import { Modal, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import { useLocation } from 'wouter';
import { useEngine } from '../../data/engine.ts';
import { reportFailure } from '../../ui/report.ts';
import classes from './Palette.module.css';
import { recentHits, rememberHit } from './recent.ts';
import { listId, optionId } from './ids.ts';
import { Results } from './Results.tsx';
import { sectionsOf, type Choice } from './sections.ts';
import { texts } from './texts.ts';
import { useAnswer } from './useAnswer.ts';

interface PaletteProps {
  isOpen: boolean;
  onClose: () => void;
}

export function Palette({ isOpen, onClose }: PaletteProps) {
  return (
    <Modal.Root
      opened={isOpen}
      onClose={onClose}
      centered={false}
      yOffset="10vh"
      size="lg"
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={texts.title} radius="md">
        <Modal.Body className={classes['body'] ?? ''}>
          <Search onClose={onClose} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/** Begins afresh each time that it is opened. */
function Search({ onClose }: Pick<PaletteProps, 'onClose'>) {
  const { client } = useEngine();
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState('');
  const [recent] = useState(() => recentHits(localStorage));
  const { answer, isBehind, hasFailed } = useAnswer(typed);
  const sections = sectionsOf(typed, answer, recent);
  const choices = sections.flatMap((section) => section.choices);
  // Stays with what was chosen when other results arrive, else with the first.
  const [chosenId, setChosenId] = useState<string | null>(null);
  const at = Math.max(
    0,
    choices.findIndex(({ id }) => id === chosenId),
  );
  const active = choices[at];

  const open = (choice: Choice) => {
    onClose();
    if (choice.kind !== 'command' && choice.href !== null) {
      const { kind, id, title, details, href } = choice;
      rememberHit(localStorage, { kind, id: id.slice(kind.length + 1), title, details, href });
    }
    if (choice.href !== null) navigate(choice.href);
    if (choice.does === 'pause')
      client.system.pause({ until: null }).catch((error: unknown) => {
        reportFailure(texts.pauseFailed, error);
      });
    if (choice.does === 'resume')
      client.system.resume().catch((error: unknown) => {
        reportFailure(texts.resumeFailed, error);
      });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 5, PageUp: at - 5 }[event.key];
    if (to !== undefined && choices.length > 0) {
      event.preventDefault();
      const isStep = Math.abs(to - at) === 1;
      const wrapped = (to + choices.length) % choices.length;
      const next = choices[isStep ? wrapped : Math.min(choices.length - 1, Math.max(0, to))];
      setChosenId(next?.id ?? null);
    }
    // Until the engine has answered, what is shown may be something else than what is meant.
    if (event.key === 'Enter' && !event.nativeEvent.isComposing && active !== undefined && !isBehind) {
      event.preventDefault();
      open(active);
    }
  };

  return (
    <>
      <TextInput
        data-autofocus
        size="md"
        variant="unstyled"
        className={classes['field'] ?? ''}
        role="combobox"
        aria-label={texts.title}
        aria-expanded={choices.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={active === undefined ? undefined : optionId(active)}
        placeholder={texts.placeholder}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        leftSection={<IconSearch size={18} stroke={1.75} aria-hidden="true" />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setChosenId(null);
        }}
        onKeyDown={onKeyDown}
      />
      <Results
        sections={sections}
        typed={typed}
        active={active ?? null}
        isBehind={isBehind}
        hasFailed={hasFailed}
        left={answer?.left ?? 0}
        onPoint={(choice) => {
          setChosenId(choice.id);
        }}
        onOpen={open}
      />
    </>
  );
}
