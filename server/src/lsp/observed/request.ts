import { ErrorCodes, LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';
import { addressOf } from '../../observe/client.ts';
import { observeProduction, type Server } from '../../observe/production.ts';
import { method, type Changed } from '../../protocol.ts';
import type { ObserveParams, ObservedView } from '../../protocol/observe.ts';
import type { Context } from '../context.ts';
import { uriOf } from '../convert.ts';
import { mustName, record } from '../well-formed.ts';

interface ObserveOptions {
  /** The user trusts the workspace. */
  isTrusted(): boolean;
  changed(...what: Changed['what'][number][]): void;
}

/** Asks the servers that the user named, when the user asks for it, and records the answers; only in trusted workspaces. */
export function registerObserve(context: Context, { isTrusted, changed }: ObserveOptions): void {
  context.connection.onRequest(
    method.observe,
    async (params: ObserveParams, token?: CancellationToken): Promise<ObservedView[]> => {
      if (!isTrusted()) throw refused('production is observed in trusted workspaces only');
      mustName(params, 'folder');
      const prometheus = serverIn(params, 'prometheus');
      const alertmanager = serverIn(params, 'alertmanager');
      if (!prometheus && !alertmanager) throw refused('no server is named');
      const found = (await context.cores()).find(({ folder }) => folder.uri === params.folder);
      if (!found) throw refused('the folder is not open');
      const { core, folder } = found;
      if (core.status().state !== 'ready')
        throw refused('the workspace is still being read; try again when it is done');
      const ending = new AbortController();
      token?.onCancellationRequested(() => ending.abort(new Error('cancelled')));
      if (token?.isCancellationRequested) ending.abort(new Error('cancelled'));
      const { signal } = ending;
      const now = `${new Date().toISOString().slice(0, 19)}Z`;
      try {
        const outcomes = await observeProduction({ core, prometheus, alertmanager, now, signal });
        return outcomes.map((outcome) => ({
          server: outcome.server,
          from: outcome.from,
          file: outcome.file,
          uri: uriOf(folder.path, outcome.file),
          ...('failure' in outcome
            ? { missing: [], failure: outcome.failure }
            : { missing: outcome.observed.missing ?? [] }),
        }));
      } catch (error) {
        if (signal.aborted) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'the request was cancelled');
        throw error;
      } finally {
        changed('checklist', 'status');
      }
    },
  );
}

function refused(why: string): ResponseError {
  return new ResponseError(ErrorCodes.InvalidRequest, why);
}

/** A server with its address and token; what is no text is no server. */
function serverIn(params: ObserveParams, name: 'prometheus' | 'alertmanager'): Server | undefined {
  const { url, token } = record(params[name]);
  if (typeof url !== 'string' || url.trim() === '') return undefined;
  const named = { option: `prr.observe.${name}`, token: 'the command Set Token for an Observed Server' };
  return { base: addressOf(url.trim(), named), token: typeof token === 'string' && token !== '' ? token : undefined };
}
