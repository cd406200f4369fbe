/** Where every procedure begins: the contract, the context, and errors that a person can read. */
import { implement } from '@orpc/server';
import type { ApiContext } from './context.ts';
import { contract } from './contract.ts';
import { rpcError } from './errors.ts';

/** `os.<area>.<call>.handler(…)` implements a call of the contract. */
export const os = implement(contract)
  .$context<ApiContext>()
  .use(async ({ context, path, signal, next }) => {
    const where = path.join('.');
    const fail = (error: unknown): unknown => {
      // Nobody is left to read it, and a call that was given up is no fault.
      if (signal?.aborted === true) return error;
      return rpcError(error, context, where);
    };
    try {
      const result = await next();
      if (!isIterator(result.output)) return result;
      return { ...result, output: failingWith(result.output, fail) };
    } catch (error) {
      throw fail(error);
    }
  });

function isIterator(value: unknown): value is AsyncIteratorObject<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

/** A stream may fail long after the call was answered. */
function failingWith(
  iterator: AsyncIteratorObject<unknown>,
  fail: (error: unknown) => unknown,
): AsyncIteratorObject<unknown> {
  const wrapped: AsyncIteratorObject<unknown> = {
    async next() {
      try {
        return await iterator.next(undefined);
      } catch (error) {
        throw fail(error);
      }
    },
    async return(value) {
      return (await iterator.return?.(value)) ?? { done: true, value };
    },
    async throw(error) {
      return (await iterator.throw?.(error)) ?? { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return wrapped;
    },
    async [Symbol.asyncDispose]() {
      await iterator.return?.(undefined);
    },
  };
  return wrapped;
}
