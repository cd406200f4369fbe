/** What a queue is called. */
import { lookUp } from './look-up.ts';

const queueNames: Record<string, string> = { import: 'Import', invoice: 'Invoices', email: 'E-mail' };

export function queueName(queue: string): string {
  return lookUp(queueNames, queue) ?? queue.charAt(0).toUpperCase() + queue.slice(1);
}
