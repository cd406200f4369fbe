/**
 * The outside world of a chaos run. Counts how many runs of each job are alive at the same time: one connection is one run, and the
 * kernel closes it with its process. Takes letters, too, each as often as it comes.
 */
import { createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

export interface Recorder {
  readonly port: number;
  readonly mostAlive: number;
  /** How often each letter has arrived. */
  readonly letters: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

export async function startRecorder(): Promise<Recorder> {
  const alive = new Map<string, number>();
  const letters = new Map<string, number>();
  const sockets = new Set<Socket>();
  let mostAlive = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    let jobId = '';
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      if (jobId !== '') return;
      const [word = '', letter, receiptMs] = chunk.toString().trim().split(' ');
      if (letter !== undefined) {
        letters.set(letter, (letters.get(letter) ?? 0) + 1);
        // It has arrived; whoever sent it does not know yet.
        setTimeout(() => socket.end('receipt\n'), Number(receiptMs));
        return;
      }
      jobId = word;
      alive.set(jobId, (alive.get(jobId) ?? 0) + 1);
      // The end of a killed run may be waiting in the same turn of the loop: it is heard first.
      setTimeout(() => {
        mostAlive = Math.max(mostAlive, alive.get(jobId) ?? 0);
        socket.write('counted\n');
      }, 1);
    });
    socket.on('close', () => {
      sockets.delete(socket);
      if (jobId !== '') alive.set(jobId, (alive.get(jobId) ?? 1) - 1);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    get mostAlive() {
      return mostAlive;
    },
    letters,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
