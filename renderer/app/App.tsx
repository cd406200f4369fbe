/** What surrounds every screen: theme, engine, routes. */
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { Router } from 'wouter';
import { EngineProvider, useConnection, type Engine } from '../data/engine.ts';
import { useHashPath, useHashSearch } from '../routing/hash-location.ts';
import { styleNonce } from '../theme/style-nonce.ts';
import { cssVariables, theme } from '../theme/theme.ts';
import { AccessScreen } from './AccessScreen.tsx';
import { Shell } from './Shell.tsx';

export function App({ engine }: { engine: Engine }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      <EngineProvider value={engine}>
        <QueryClientProvider client={engine.queries}>
          {/* wouter takes its location by hook; both are constants, so the order of hooks never changes. */}
          {/* oxlint-disable-next-line react/hooks */}
          <Router hook={useHashPath} searchHook={useHashSearch}>
            <Notifications position="bottom-right" limit={4} containerWidth={380} />
            <Gate />
          </Router>
        </QueryClientProvider>
      </EngineProvider>
    </MantineProvider>
  );
}

function Gate() {
  return useConnection().name === 'refused' ? <AccessScreen /> : <Shell />;
}
