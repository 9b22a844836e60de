import { method } from '../protocol.ts';
import type { Language } from '../words/language.ts';
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

/** Names, addresses and what people typed: none of these is a message, whatever it reads like. */
const plain: ReadonlySet<string> = new Set([
  'uri',
  'path',
  'file',
  'folder',
  'id',
  'name',
  'service',
  'rule',
  'value',
  'key',
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

/** The data with its messages in a language. */
export function inLanguage(data: unknown, words: Language, key = ''): unknown {
  if (typeof data === 'string') return plain.has(key) ? data : words.shown(data);
  if (Array.isArray(data)) return data.map((each) => inLanguage(each, words, key));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([name, each]) => [name, inLanguage(each, words, name)]));
}
