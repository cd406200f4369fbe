/** The frame: navigation on the left, the screen on the right. */
import { Skeleton, Stack } from '@mantine/core';
import { Suspense, useEffect } from 'react';
import { useLocation } from 'wouter';
import { useJobsFeed } from '../data/jobs-feed.ts';
import { useLedgerFeed } from '../data/ledger-feed.ts';
import { keepFocus } from '../ui/focus-keeper.ts';
import { ColorSchemeMenu } from './ColorSchemeMenu.tsx';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { DropAnywhere } from './DropAnywhere.tsx';
import { EngineIndicator } from './EngineIndicator.tsx';
import { Mark } from './Mark.tsx';
import { SearchButton } from './palette/SearchButton.tsx';
import { Navigation } from './Navigation.tsx';
import { preloadScreens, Routes } from './routes.tsx';
import { PauseBanner } from './PauseBanner.tsx';
import { ScreenBoundary } from './ScreenBoundary.tsx';
import classes from './Shell.module.css';
import { texts } from './texts.ts';

export function Shell() {
  const [place] = useLocation();
  useJobsFeed();
  useLedgerFeed();
  useEffect(preloadScreens, []);
  useEffect(() => keepFocus(() => document.querySelector('h1')), []);
  return (
    <div className={classes['shell']}>
      <a
        className={classes['skip']}
        href="#content"
        onClick={(event) => {
          // The fragment belongs to the router.
          event.preventDefault();
          document.getElementById('content')?.focus();
        }}
      >
        {texts.skip}
      </a>
      <header className={classes['side']}>
        <div className={classes['brand']}>
          <Mark />
          <span className={classes['wide']}>{texts.product}</span>
        </div>
        <SearchButton />
        <Navigation />
        <div className={classes['foot']}>
          <EngineIndicator />
          <ColorSchemeMenu />
        </div>
      </header>
      <DropAnywhere />
      <div className={classes['body']}>
        <ConnectionBanner />
        <PauseBanner />
        <main id="content" tabIndex={-1} className={classes['main']}>
          <ScreenBoundary place={place}>
            <Suspense fallback={<ScreenPlaceholder />}>
              <Routes />
            </Suspense>
          </ScreenBoundary>
        </main>
      </div>
    </div>
  );
}

/** While a screen's code is loaded, once: a few milliseconds from the same machine. */
function ScreenPlaceholder() {
  return (
    <Stack p="xl" gap="lg" aria-hidden="true">
      <Skeleton height={28} width={180} />
      <Skeleton height={240} />
    </Stack>
  );
}
