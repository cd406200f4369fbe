/** Short messages in the corner: what an action did, or why it did not. */
import { notifications } from '@mantine/notifications';
import { readableError } from '../transport/errors.ts';
import { texts } from './texts.ts';

const closeButtonProps = { 'aria-label': texts.close };

export function reportDone(message: string): void {
  notifications.show({ message, color: 'harbor', autoClose: 4_000, closeButtonProps });
}

/** Stays until it is closed: a failure is not to be missed. */
export function reportFailure(title: string, error: unknown): void {
  notifications.show({
    title,
    message: readableError(error).message,
    color: 'red',
    autoClose: false,
    closeButtonProps,
  });
}

/** Something to know that is neither. */
export function reportNotice(message: string): void {
  notifications.show({ message, color: 'yellow', autoClose: 8_000, closeButtonProps });
}
