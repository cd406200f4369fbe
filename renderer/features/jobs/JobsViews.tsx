/** The ways between the screens about jobs. */
import { Button, Group } from '@mantine/core';
import { Link } from 'wouter';
import { paths } from '../../routing/paths.ts';
import { texts } from './monitor-texts.ts';

const views = [
  { key: 'list', href: paths.jobs(), label: texts.list },
  { key: 'queues', href: paths.queues, label: texts.queues.title },
  { key: 'failures', href: paths.failures(), label: texts.failures.title },
] as const;

export function JobsViews({ current }: { current: (typeof views)[number]['key'] }) {
  return (
    <Group component="nav" aria-label={texts.views} gap={4} wrap="nowrap">
      {views.map(({ key, href, label }) => (
        <Button
          key={key}
          component={Link}
          href={href}
          size="sm"
          variant={key === current ? 'default' : 'subtle'}
          aria-current={key === current ? 'page' : undefined}
        >
          {label}
        </Button>
      ))}
    </Group>
  );
}
