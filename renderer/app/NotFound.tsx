import { Button } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { Link } from 'wouter';
import { paths } from '../routing/paths.ts';
import { Blank } from '../ui/Blank.tsx';
import { Page } from '../ui/Page.tsx';
import { texts } from './texts.ts';

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <Page title={texts.notFound.title}>
      <Blank
        icon={IconMapOff}
        title={texts.notFound.title}
        action={
          <Button component={Link} href={paths.home} variant="default">
            {texts.notFound.home}
          </Button>
        }
      >
        {texts.notFound.text}
      </Blank>
    </Page>
  );
}
