/** The router over HTTP. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { BodyLimitPlugin, RPCHandler } from '@orpc/server/node';
import type { ApiContext } from '../context.ts';
import { router } from '../router.ts';
import { sendText } from './send.ts';
import { endWhenSlow } from './time-limits.ts';

/** Bytes of a call's input: a selection of a hundred thousand invoices fits, a file does not and has its own way. */
export const largestInput = 8 * 1024 * 1024;

export interface RpcOverHttp {
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** @param inputMs for a call's input to arrive. */
export function rpcOverHttp(context: ApiContext, inputMs: number): RpcOverHttp {
  const handler = new RPCHandler(router, { plugins: [new BodyLimitPlugin({ maxBodySize: largestInput })] });
  return {
    async answer(request, response) {
      endWhenSlow(request, inputMs);
      const { matched } = await handler.handle(request, response, { prefix: '/rpc', context });
      if (!matched) sendText(response, 404, 'There is no such call.');
    },
  };
}
