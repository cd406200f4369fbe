/** The supervisor's side of the channel to the api: what it must hear, also when it was down at the time. */
import type { ChildConfig, EngineSnapshot, ToChild } from '../../workers/protocol.ts';
import type { ChildHandle } from './spawner.ts';

export interface ApiHttp {
  /** 0 is any free one. */
  port: number;
  token: string;
}

const deathsKept = 20;

export class ApiLink {
  readonly #http: ApiHttp | null;
  #port: number;
  #url: string | null = null;
  #handle: ChildHandle | null = null;
  #isReady = false;
  /** The last deaths, told to this api process or not: one that died at the same moment may not have read what was sent to it. */
  #deaths: { instanceId: string; name: string }[] = [];

  constructor(http: ApiHttp | null) {
    this.#http = http;
    this.#port = http?.port ?? 0;
  }

  /** Where the console is served; null before the first `ready` and where none is. */
  get url(): string | null {
    return this.#url;
  }

  get token(): string | null {
    return this.#http?.token ?? null;
  }

  /** An api that starts again takes the port it had, so that open consoles find it. */
  get config(): ChildConfig['http'] {
    return this.#http === null ? null : { port: this.#port, token: this.#http.token };
  }

  /** There is another process, or none any more. */
  attach(handle: ChildHandle | null): void {
    // One that ended before it was ready may have found the former port taken.
    if (handle === null && !this.#isReady) this.#port = this.#http?.port ?? 0;
    this.#handle = handle;
    this.#isReady = false;
  }

  ready(url: string | undefined): void {
    this.#isReady = true;
    this.#url = url ?? null;
    if (url !== undefined) this.#port = Number(new URL(url).port);
    for (const death of this.#deaths) this.send({ type: 'child-died', ...death });
  }

  /** Dropped unless the api is ready. */
  send(message: ToChild, transfer?: readonly unknown[]): void {
    if (this.#isReady) this.#handle?.send(message, transfer);
  }

  /** To be told twice does no harm: the jobs of a dead instance are released once. */
  tellDeath(instanceId: string, name: string): void {
    this.#deaths = [...this.#deaths, { instanceId, name }].slice(-deathsKept);
    this.send({ type: 'child-died', instanceId, name });
  }

  tellEngine(engine: EngineSnapshot): void {
    this.send({ type: 'engine', engine });
  }
}
