/** The doubles of `dialog` and `shell`: what a person would see and what other programs would be asked. */
import type * as real from 'electron';
import { app } from './app.ts';

class DialogDouble implements Pick<real.Dialog, 'showErrorBox'> {
  errors: { title: string; content: string }[] = [];
  messages: real.MessageBoxOptions[] = [];
  /** The button that is pressed next. */
  answer = 0;

  reset(): void {
    this.errors = [];
    this.messages = [];
    this.answer = 0;
  }

  showErrorBox(title: string, content: string): void {
    this.errors.push({ title, content });
    app.emit('double:dialog', { message: title, detail: content });
  }

  showMessageBox(options: real.MessageBoxOptions): Promise<real.MessageBoxReturnValue> {
    this.messages.push(options);
    app.emit('double:dialog', options);
    return Promise.resolve({ response: this.answer, checkboxChecked: false });
  }
}

class ShellDouble implements Pick<real.Shell, 'openExternal' | 'openPath'> {
  opened: string[] = [];
  paths: string[] = [];

  reset(): void {
    this.opened = [];
    this.paths = [];
  }

  openExternal(url: string): Promise<void> {
    this.opened.push(url);
    return Promise.resolve();
  }

  openPath(path: string): Promise<string> {
    this.paths.push(path);
    return Promise.resolve('');
  }
}

export const dialog = new DialogDouble();
export const shell = new ShellDouble();
