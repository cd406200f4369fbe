/** Gives a schedule another time, picked in words or as a cron expression; what it means is told while it is chosen. */
import { Anchor, Select, SegmentedControl, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ScheduleView } from '../../../workers/api/schedules-wire.ts';
import { useEngine } from '../../data/engine.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { reportDone } from '../../ui/report.ts';
import { zoneChoices } from '../settings/zones.ts';
import { Meaning } from './Meaning.tsx';
import { cronOf, missing, ruleKinds, ruleOf } from './rule.ts';
import { RuleFields } from './RuleFields.tsx';
import { texts } from './texts.ts';

const words = texts.form;
/** Ms after the last key. */
const typingPause = 250;
/** More would not be read. */
const shownZones = 60;
/** Of the choice, beside the zones' names. */
const ofSite = 'site';

export function ScheduleForm({ schedule, onClose }: { schedule: ScheduleView; onClose: () => void }) {
  const { key, title, cron, timeZone, siteTimeZone, isOwn } = schedule;
  const { client, api, queries } = useEngine();
  const [rule, setRule] = useState(() => ruleOf(cron));
  const [zone, setZone] = useState(timeZone === siteTimeZone ? ofSite : timeZone);
  const zones = useMemo(
    () => [{ value: ofSite, label: words.zoneOfSite(siteTimeZone) }, ...zoneChoices(timeZone)],
    [siteTimeZone, timeZone],
  );
  const lack = missing(rule);
  const wanted = { cron: lack === null ? cronOf(rule) : '', timeZone: zone === ofSite ? null : zone };
  const [asked] = useDebouncedValue(wanted, typingPause, { leading: true });
  const preview = useQuery({
    ...api.schedules.preview.queryOptions({ input: asked }),
    enabled: asked.cron !== '',
    placeholderData: keepPreviousData,
  });
  const settled = asked.cron === wanted.cron && asked.timeZone === wanted.timeZone;
  const save = useMutation({
    mutationFn: (own: { cron: string | null; timeZone: string | null }) =>
      client.schedules.set({ key, ...own }),
    onSuccess: (all) => {
      queries.setQueryData(api.schedules.list.queryKey(), all);
      reportDone(words.saved(title));
      onClose();
    },
  });
  return (
    <FormDialog
      opened
      size="lg"
      title={words.title(title)}
      submit={words.save}
      disabled={lack !== null || (settled && preview.error !== null)}
      busy={save.isPending}
      error={save.error}
      onSubmit={() => {
        save.mutate(wanted);
      }}
      onClose={onClose}
    >
      <Stack gap="md">
        <SegmentedControl
          fullWidth
          aria-label={words.kind}
          value={rule.kind}
          data={ruleKinds.map((kind) => ({ value: kind, label: words.kinds[kind] }))}
          onChange={(kind) => {
            // What was picked so far is where the expression begins.
            const begun = missing(rule) === null ? cronOf(rule) : rule.cron;
            setRule({ ...rule, kind, ...(kind === 'cron' ? { cron: begun } : {}) });
          }}
        />
        <RuleFields rule={rule} lack={lack} onChange={setRule} />
        <Select
          searchable
          label={words.zone}
          description={words.zoneHint}
          data={zones}
          limit={shownZones}
          nothingFoundMessage={words.zoneNone}
          allowDeselect={false}
          value={zone}
          onChange={(next) => {
            setZone(next ?? ofSite);
          }}
        />
        <Meaning
          cron={rule.kind === 'cron' ? null : wanted.cron}
          preview={lack === null ? preview.data : undefined}
          error={lack === null && settled ? preview.error : null}
        />
        {isOwn && (
          <Anchor
            component="button"
            type="button"
            size="sm"
            onClick={() => {
              save.mutate({ cron: null, timeZone: null });
            }}
          >
            {words.usual}
          </Anchor>
        )}
      </Stack>
    </FormDialog>
  );
}
