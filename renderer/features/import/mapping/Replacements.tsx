/** Values of a field that become others. */
import { ActionIcon, Button, Checkbox, TextInput } from '@mantine/core';
import { IconArrowRight, IconPlus, IconX } from '@tabler/icons-react';
import { useRef } from 'react';
import type { Replacement } from '../../../../workers/imports/source.ts';
import classes from './Mapping.module.css';
import { mappingTexts as texts } from './mapping-texts.ts';

interface ReplacementsProps {
  replace: readonly Replacement[];
  onChange: (replace: Replacement[]) => void;
}

/** As many as the engine takes. */
const most = 1000;

export function Replacements({ replace, onChange }: ReplacementsProps) {
  const add = useRef<HTMLButtonElement>(null);
  const added = useRef(false);
  const strict = replace.filter(({ ignoreCase = false }) => !ignoreCase).length;
  const put = (at: number, change: Partial<Replacement>) => {
    onChange(replace.map((each, index) => (index === at ? { ...each, ...change } : each)));
  };
  return (
    <div className={classes['wide']}>
      {replace.length > 0 && (
        <>
          <div className={classes['label']}>{texts.replacements}</div>
          <div className={classes['hint']}>{texts.replacementsHint}</div>
          {replace.map(({ from, to }, index) => (
            // A replacement is its place: two may be alike while they are written.
            // oxlint-disable-next-line react/no-array-index-key
            <div key={index} className={classes['replacement']}>
              <TextInput
                ref={(input) => {
                  if (added.current && index === replace.length - 1) {
                    added.current = false;
                    input?.focus();
                  }
                }}
                size="xs"
                aria-label={texts.find(index + 1)}
                placeholder={texts.findHint}
                maxLength={1000}
                value={from}
                onChange={(event) => {
                  put(index, { from: event.currentTarget.value });
                }}
              />
              <IconArrowRight size={14} aria-hidden="true" />
              <TextInput
                size="xs"
                aria-label={texts.replaceBy(index + 1)}
                placeholder={texts.replaceByHint}
                maxLength={1000}
                value={to}
                onChange={(event) => {
                  put(index, { to: event.currentTarget.value });
                }}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={texts.removeReplacement(index + 1)}
                onClick={() => {
                  onChange(replace.filter((_, at) => at !== index));
                  add.current?.focus();
                }}
              >
                <IconX size={14} aria-hidden="true" />
              </ActionIcon>
            </div>
          ))}
          <Checkbox
            size="xs"
            mt={6}
            mb={6}
            label={texts.capitals}
            checked={strict === replace.length}
            indeterminate={strict > 0 && strict < replace.length}
            onChange={(event) => {
              const ignoreCase = !event.currentTarget.checked;
              onChange(replace.map(({ from, to }) => (ignoreCase ? { from, to, ignoreCase } : { from, to })));
            }}
          />
        </>
      )}
      <Button
        ref={add}
        size="xs"
        variant="default"
        disabled={replace.length >= most}
        leftSection={<IconPlus size={14} aria-hidden="true" />}
        onClick={() => {
          added.current = true;
          const alike = strict > 0 && strict === replace.length;
          onChange([...replace, { from: '', to: '', ...(alike ? {} : { ignoreCase: true }) }]);
        }}
      >
        {texts.addReplacement}
      </Button>
    </div>
  );
}
