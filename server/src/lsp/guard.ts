import { breath } from '../model/breath.ts';
import { LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';
import type { Logger } from '../model/logger.ts';

/** Nothing that a client sends ends the server: what goes wrong in a handler is logged, and the handler's fallback is the answer. */
export interface Guard {
  /** A handler whose error becomes `fallback`. A request that was cancelled is answered with that, before it begins and when it ends. */
  <P extends unknown[], R>(
    name: string,
    fallback: R,
    handler: (...params: P) => Promise<R>,
  ): (...params: P) => Promise<R>;
}

/** Guards handlers; errors go to the log. */
export function createGuard(logger: Logger): Guard {
  return (name, fallback, handler) =>
    async (...params) => {
      const token = params.find(isToken);
      stopIfCancelled(token);
      try {
        const result = await handler(...params);
        stopIfCancelled(token);
        return result;
      } catch (error) {
        if (token?.isCancellationRequested) throw cancelled();
        logger.warn(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        return fallback;
      }
    };
}

function stopIfCancelled(token: CancellationToken | undefined): void {
  if (token?.isCancellationRequested) throw cancelled();
}

/** For between the steps of long work: lets what came meanwhile be heard, a cancellation among it, and then throws where there was one. */
export function pausing(token: CancellationToken | undefined): () => Promise<void> {
  return async () => {
    await breath();
    stopIfCancelled(token);
  };
}

function cancelled(): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'the request was cancelled');
}

function isToken(value: unknown): value is CancellationToken {
  return typeof value === 'object' && value !== null && 'isCancellationRequested' in value;
}
