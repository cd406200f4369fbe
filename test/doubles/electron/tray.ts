/** The doubles of `Tray`, `Menu` and `nativeImage`: what stands in the tray, and a hand that clicks. */
import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import type * as real from 'electron';
import { app } from './app.ts';

export interface ImageDouble {
  path: string;
  isEmpty(): boolean;
}

export const nativeImage = {
  createFromPath: (path: string): ImageDouble => ({ path, isEmpty: () => !existsSync(path) }),
};

export class Menu {
  static application: Menu | null | undefined;
  readonly items: real.MenuItemConstructorOptions[];

  constructor(items: real.MenuItemConstructorOptions[]) {
    this.items = items;
  }

  static reset(): void {
    Menu.application = undefined;
  }

  static buildFromTemplate(template: real.MenuItemConstructorOptions[]): Menu {
    return new Menu(template);
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.application = menu;
  }

  static #all(items: real.MenuItemConstructorOptions[]): real.MenuItemConstructorOptions[] {
    return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? Menu.#all(item.submenu) : [])]);
  }

  /** Those of its submenus too. */
  get all(): real.MenuItemConstructorOptions[] {
    return Menu.#all(this.items);
  }

  get labels(): string[] {
    return this.all.flatMap(({ label }) => (label === undefined ? [] : [label]));
  }

  /** A person clicks the item of this label. */
  click(label: string): void {
    const item = Menu.#all(this.items).find((each) => each.label === label);
    if (item?.click === undefined || item.enabled === false) throw new Error(`Nothing to click: ${label}`);
    (item.click as () => void)();
  }
}

export class Tray extends EventEmitter {
  static all: Tray[] = [];
  image: ImageDouble;
  tooltip = '';
  menu: Menu | null = null;

  constructor(image: ImageDouble) {
    super();
    if (!app.isReady()) throw new Error('Cannot create Tray before app is ready');
    this.image = Tray.#checked(image);
    Tray.all.push(this);
    app.emit('double:tray', this);
  }

  static reset(): void {
    Tray.all = [];
  }

  /** The real one fails for an image that is not there, and shows nothing at all on some desktops. */
  static #checked(image: ImageDouble): ImageDouble {
    if (image.isEmpty()) throw new Error(`Failed to load image from path '${image.path}'`);
    return image;
  }

  setImage(image: ImageDouble): void {
    this.image = Tray.#checked(image);
    app.emit('double:tray', this);
  }

  setToolTip(text: string): void {
    this.tooltip = text;
    app.emit('double:tray', this);
  }

  setContextMenu(menu: Menu): void {
    this.menu = menu;
  }
}
