/** What the preload exposes in Electron's window (electron/preload.ts); absent in a browser. */
export interface DockhandBridge {
  readonly version: string;
  /** Asks for a channel to the engine; the page then gets a `message` event with `{ type: 'dockhand-port' }` and the port. */
  connect(): Promise<void>;
  /** The path of a file that was dropped or picked. */
  pathOfFile(file: File): string;
}

declare global {
  interface Window {
    readonly dockhand?: DockhandBridge;
  }
}
