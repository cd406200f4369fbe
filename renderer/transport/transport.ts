/** The way to the engine. Two of them: HTTP in a browser (http.ts), a MessagePort in Electron (port.ts). */
import type { ClientContext, ClientLink } from '@orpc/client';
import type { StagedFile } from '../../workers/api/wire.ts';
import { httpTransport } from './http.ts';
import { portTransport } from './port.ts';

export interface StageOptions {
  signal: AbortSignal;
  /** 0 to 1, while the bytes travel. */
  onProgress(fraction: number): void;
}

export interface Transport {
  readonly kind: 'http' | 'port';
  readonly link: ClientLink<ClientContext>;
  /** Hands a file's bytes, or its path, to the engine. */
  stage(file: File, options: StageOptions): Promise<StagedFile>;
}

export function openTransport(): Transport {
  return window.dockhand === undefined ? httpTransport() : portTransport(window.dockhand);
}
