/** The mail settings beside the outbox, with a test message. */
import { Drawer, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEngine } from '../../data/engine.ts';
import { Failure } from '../../ui/Blank.tsx';
import { texts as shared } from '../../ui/texts.ts';
import { MailForm } from './MailForm.tsx';
import { MailTest } from './MailTest.tsx';
import { texts } from './texts.ts';

const words = texts.settings;

export function MailSettings({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { api } = useEngine();
  const query = useQuery({ ...api.mail.settings.queryOptions(), enabled: opened });
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={520}
      title={words.title}
      closeButtonProps={{ 'aria-label': shared.close }}
    >
      {query.data !== undefined && (
        <Stack gap="xl">
          <MailForm view={query.data} />
          {query.data.settings !== null && <MailTest />}
        </Stack>
      )}
      {query.data === undefined && query.error !== null && (
        <Failure error={query.error} onRetry={() => void query.refetch()} />
      )}
    </Drawer>
  );
}
