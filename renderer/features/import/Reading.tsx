/** How the file is written, as it was found out or chosen: every part can be changed, also where reading it has failed. */
import { NumberInput, Select, SimpleGrid } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import {
  encodings,
  type Dialect,
  type DialectChoice,
  type ReadingChoice,
  type SheetView,
} from '../../../workers/api/wire.ts';
import { readingTexts as texts } from './reading-texts.ts';

interface ReadingProps {
  /** As the file was read; null where that has failed. */
  found: Dialect | null;
  choice: DialectChoice;
  /** What of it was laid down before, by a template or an earlier import. */
  kept: ReadingChoice;
  /** Of a workbook; none of a text. */
  sheets: readonly SheetView[];
  sheet: string | null;
  onSheet: (sheet: string) => void;
  onPart: <Part extends keyof DialectChoice>(part: Part, value: DialectChoice[Part]) => void;
}

export function Reading(props: ReadingProps) {
  const isSheet = props.sheets.length > 0;
  return (
    <SimpleGrid cols={2} spacing="sm">
      {isSheet ? <SheetSelect {...props} /> : <TextParts {...props} />}
      <HeaderParts {...props} unit={isSheet ? texts.row : texts.line} />
    </SimpleGrid>
  );
}

function SheetSelect({ sheets, sheet, onSheet }: ReadingProps) {
  return (
    <Select
      label={texts.sheet}
      placeholder={texts.chooseSheet}
      allowDeselect={false}
      value={sheet}
      data={sheets.map(({ name, hidden }) => ({
        value: name,
        label: hidden ? texts.sheetHidden(name) : name,
      }))}
      onChange={(value) => {
        if (value !== null && value !== sheet) onSheet(value);
      }}
    />
  );
}

const automatic = 'auto';
/** A value that no delimiter and no quote has. */
const none = 'none';

/** What is in force where nothing is chosen here. */
function unchosen(kept: ReadingChoice, part: keyof DialectChoice, found: string | null): string {
  return kept[part] === undefined ? texts.automatic(found) : texts.kept(found);
}

function TextParts({ found, choice, kept, onPart }: ReadingProps) {
  const foundPart = <Part extends keyof DialectChoice>(part: Part) =>
    found === null || choice[part] !== undefined ? null : found[part];
  const { encoding, delimiter, quote } = choice;
  return (
    <>
      <Select
        label={texts.encoding}
        allowDeselect={false}
        value={encoding ?? automatic}
        data={[
          {
            value: automatic,
            label: unchosen(kept, 'encoding', named(texts.encodings, foundPart('encoding'))),
          },
          ...encodings.map((value) => ({ value, label: texts.encodings[value] })),
        ]}
        onChange={(value) => {
          onPart(
            'encoding',
            encodings.find((each) => each === value),
          );
        }}
      />
      <Select
        label={texts.delimiter}
        allowDeselect={false}
        value={delimiter ?? automatic}
        data={[
          {
            value: automatic,
            label: unchosen(kept, 'delimiter', texts.delimiterName(foundPart('delimiter'))),
          },
          ...withOwn(texts.delimiters, delimiter),
        ]}
        onChange={(value) => {
          onPart('delimiter', value === null || value === automatic ? undefined : value);
        }}
      />
      <Select
        label={texts.quote}
        allowDeselect={false}
        value={quote === undefined ? automatic : (quote ?? none)}
        data={[
          {
            value: automatic,
            label: unchosen(
              kept,
              'quote',
              found === null || quote !== undefined ? null : texts.quoteName(found.quote),
            ),
          },
          ...texts.quotes.map(({ value, label }) => ({ value: value ?? none, label })),
        ]}
        onChange={(value) => {
          if (value === null || value === automatic) onPart('quote', undefined);
          else onPart('quote', value === none ? null : value);
        }}
      />
    </>
  );
}

function named<Name extends string>(names: Record<Name, string>, name: Name | null): string | null {
  return name === null ? null : names[name];
}

/** A chosen delimiter that is none of the usual is offered all the same. */
function withOwn(usual: { value: string; label: string }[], own: string | undefined) {
  const known = own === undefined || usual.some(({ value }) => value === own);
  return known ? usual : [...usual, { value: own, label: texts.delimiterName(own) ?? own }];
}

/** Long enough for a number of several digits. */
const typingMs = 500;

function HeaderParts({ found, choice, kept, onPart, unit }: ReadingProps & { unit: typeof texts.line }) {
  const { headerLine } = choice;
  const kind = headerLine === undefined ? automatic : headerLine === 0 ? none : 'own';
  const foundLine = found === null || headerLine !== undefined ? null : found.headerLine;
  const [typed, setTyped] = useState<number | string>(headerLine ?? '');
  const send = useDebouncedCallback((line: number) => {
    onPart('headerLine', line);
  }, typingMs);
  return (
    <>
      <Select
        label={texts.header}
        allowDeselect={false}
        value={kind}
        data={[
          {
            value: automatic,
            label: unchosen(kept, 'headerLine', foundLine === null ? null : unit.headerAt(foundLine)),
          },
          { value: 'own', label: unit.chosen },
          { value: none, label: texts.noHeader },
        ]}
        onChange={(value) => {
          const line = Math.max(1, found?.headerLine ?? 1);
          if (value === 'own') setTyped(line);
          onPart('headerLine', value === 'own' ? line : value === none ? 0 : undefined);
        }}
      />
      {kind === 'own' && (
        <NumberInput
          label={unit.number}
          min={1}
          allowDecimal={false}
          allowNegative={false}
          value={typed}
          onChange={(value) => {
            setTyped(value);
            if (typeof value === 'number' && value >= 1) send(value);
          }}
        />
      )}
    </>
  );
}
