import { method } from '../protocol.ts';
import { inLanguage } from '../words/data.ts';
import type { Context } from './context.ts';

/** Requests whose answers are words for people. The others carry documents, people's own words, or texts for a model. */
const views: ReadonlySet<string> = new Set<string>([
  method.status,
  method.services,
  method.checklist,
  method.profile,
  method.proposals,
  method.findings,
  method.suppressions,
  method.overview,
  method.picture,
  method.engagement,
]);

/** The context with a connection that answers the requests of views in the language of the client. */
export function spoken(context: Context): Context {
  const { connection } = context;
  const onRequest = (name: string, handler: (...params: unknown[]) => unknown) =>
    connection.onRequest(
      name,
      views.has(name) ? async (...params: unknown[]) => inLanguage(await handler(...params), context.words) : handler,
    );
  const answering = new Proxy(connection, {
    get(target, key) {
      if (key === 'onRequest') return onRequest;
      const value: unknown = Reflect.get(target, key);
      return value;
    },
  });
  return new Proxy(context, {
    get(target, key) {
      const value: unknown = key === 'connection' ? answering : Reflect.get(target, key);
      return value;
    },
  });
}
