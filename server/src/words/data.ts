import { inEnglish, type Language } from './language.ts';

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

/** The data with its messages in a language. */
export function inLanguage<T>(data: T, words: Language): T {
  return words === inEnglish ? data : (shown(data, words, '') as T);
}

function shown(data: unknown, words: Language, key: string): unknown {
  if (typeof data === 'string') return plain.has(key) ? data : words.shown(data);
  if (Array.isArray(data)) return data.map((each) => shown(each, words, key));
  if (typeof data !== 'object' || data === null || Object.getPrototypeOf(data) !== Object.prototype) return data;
  return Object.fromEntries(Object.entries(data).map(([name, each]) => [name, shown(each, words, name)]));
}
