/** Entry of the console. */
import '@fontsource-variable/inter';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './theme/global.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { createEngine } from './data/engine.ts';
import { shareStyleNonce } from './theme/style-nonce.ts';
import { keepTokenOfAddress } from './transport/token.ts';

shareStyleNonce();
keepTokenOfAddress();
const engine = createEngine();
engine.connection.start();
// An address with a newer token opened in this very tab changes only the fragment.
window.addEventListener('hashchange', () => {
  if (keepTokenOfAddress()) engine.connection.retryNow();
});

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(<App engine={engine} />);
