/** The fields of a rule, by its kind. */
import { Checkbox, Group, NumberInput, Select, TextInput } from '@mantine/core';
import { missing, monthDays, week, type Rule } from './rule.ts';
import { texts } from './texts.ts';

const words = texts.form;
/** Sunday, 4 January 1970, is the first of these. */
const weekdayName = (day: number) =>
  new Intl.DateTimeFormat('en-US', { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(1970, 0, 4 + day));

interface RuleFieldsProps {
  rule: Rule;
  lack: ReturnType<typeof missing>;
  onChange: (rule: Rule) => void;
}

export function RuleFields({ rule, lack, onChange }: RuleFieldsProps) {
  const time = (
    <TextInput
      type="time"
      w={140}
      label={words.time}
      value={rule.time}
      error={lack === 'time' ? words.timeMissing : undefined}
      onChange={(event) => {
        onChange({ ...rule, time: event.currentTarget.value });
      }}
    />
  );
  switch (rule.kind) {
    case 'hourly':
      return (
        <NumberInput
          w={200}
          label={words.minute}
          min={0}
          max={59}
          clampBehavior="strict"
          allowDecimal={false}
          value={rule.minute}
          onChange={(minute) => {
            onChange({ ...rule, minute: Number(minute) });
          }}
        />
      );
    case 'daily':
      return time;
    case 'weekly':
      return (
        <>
          <Checkbox.Group
            label={words.weekdays}
            error={lack === 'weekdays' ? words.weekdaysMissing : undefined}
            value={rule.weekdays.map(String)}
            onChange={(days) => {
              onChange({ ...rule, weekdays: days.map(Number) });
            }}
          >
            <Group gap="md" mt={6}>
              {week.map((day) => (
                <Checkbox key={day} value={String(day)} label={weekdayName(day)} />
              ))}
            </Group>
          </Checkbox.Group>
          {time}
        </>
      );
    case 'monthly':
      return (
        <Group align="flex-start">
          <Select
            w={220}
            label={words.monthDay}
            description={Number(rule.monthDay) > 28 ? words.monthDayHint : undefined}
            data={monthDays.map((day) => ({ value: day, label: day === 'L' ? words.lastDay : day }))}
            allowDeselect={false}
            value={rule.monthDay}
            onChange={(day) => {
              onChange({ ...rule, monthDay: day ?? '1' });
            }}
          />
          {time}
        </Group>
      );
    case 'cron':
      return (
        <TextInput
          label={words.cron}
          description={words.cronHint}
          value={rule.cron}
          spellCheck={false}
          maxLength={200}
          onChange={(event) => {
            onChange({ ...rule, cron: event.currentTarget.value });
          }}
        />
      );
  }
}
