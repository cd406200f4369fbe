/** The doubles of `session` and `protocol`: the handlers that were put in place, and a way to ask them. */
import { EventEmitter } from 'node:events';
import type * as real from 'electron';
import { app } from './app.ts';

type RequestHandler = (
  contents: null,
  permission: string,
  answer: (granted: boolean) => void,
  details: object,
) => void;

class SessionDouble extends EventEmitter {
  requestHandler: RequestHandler | null = null;
  checkHandler: ((contents: null, permission: string, origin: string, details: object) => boolean) | null =
    null;
  deviceHandler: ((details: object) => boolean) | null = null;

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.requestHandler = handler;
  }

  setPermissionCheckHandler(handler: typeof this.checkHandler): void {
    this.checkHandler = handler;
  }

  setDevicePermissionHandler(handler: typeof this.deviceHandler): void {
    this.deviceHandler = handler;
  }

  /** What a page is told that asks for a permission: Electron grants where nobody has a say. */
  isGranted(permission: string): { request: boolean; check: boolean; device: boolean } {
    let request = true;
    this.requestHandler?.(null, permission, (granted) => (request = granted), {});
    const check = this.checkHandler?.(null, permission, 'app://dockhand', {}) ?? true;
    return { request, check, device: this.deviceHandler?.({}) ?? true };
  }
}

/** A session comes into being with the first use, and tells so. */
class Sessions {
  #default: SessionDouble | null = null;

  reset(): void {
    this.#default = null;
  }

  get defaultSession(): SessionDouble {
    if (this.#default === null) {
      this.#default = new SessionDouble();
      app.emit('session-created', this.#default);
    }
    return this.#default;
  }
}

class ProtocolDouble implements Pick<real.Protocol, 'registerSchemesAsPrivileged' | 'handle'> {
  schemes: real.CustomScheme[] = [];
  #handlers = new Map<string, (request: Request) => Response | Promise<Response>>();

  reset(): void {
    this.schemes = [];
    this.#handlers = new Map();
  }

  registerSchemesAsPrivileged(schemes: real.CustomScheme[]): void {
    if (app.isReady())
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    this.schemes = schemes;
  }

  handle(scheme: string, handler: (request: Request) => Response | Promise<Response>): void {
    if (!app.isReady()) throw new Error('protocol.handle can only be called after app is ready');
    this.#handlers.set(scheme, handler);
  }

  /** What the page's request gets. */
  async request(url: string, init?: RequestInit): Promise<Response> {
    const handler = this.#handlers.get(new URL(url).protocol.replace(':', ''));
    if (handler === undefined) throw new Error('net::ERR_UNKNOWN_URL_SCHEME');
    return await handler(new Request(url, init));
  }
}

export const session = new Sessions();
export const protocol = new ProtocolDouble();
