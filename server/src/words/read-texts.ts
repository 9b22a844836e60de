import { english } from './english.ts';
import { inEnglish, openLanguage, type Language, type LanguageTexts } from './language.ts';
import { namesOf } from './template.ts';

/** The languages that messages are translated into, by the file that has them in `l10n/`. */
export const languageFiles: Readonly<Record<'zh', string>> = { zh: 'server.zh-cn.json' };

/**
 * The texts of a language's file, and the mistakes in it. A message that no longer exists or that names a value which the English
 * has not is left out, as if it were missing; of a file that cannot be read, nothing is taken.
 */
export function readTexts(json: string): { texts: LanguageTexts; mistakes: readonly string[] } {
  const mistakes: string[] = [];
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch (error) {
    return { texts: none, mistakes: [error instanceof Error ? error.message : String(error)] };
  }
  const messages: Record<string, string> = {};
  for (const [id, text] of entriesOf(data, 'messages')) {
    const own = Object.hasOwn(english, id) ? (english as Readonly<Record<string, string>>)[id] : undefined;
    const unknown = own === undefined ? [] : namesOf(text).filter((name) => !namesOf(own).includes(name));
    if (own === undefined) mistakes.push(`there is no message ${id}`);
    else if (unknown.length > 0) mistakes.push(`${id} has no value ${unknown.join(', ')}`);
    else messages[id] = text;
  }
  const sentences = Object.fromEntries(entriesOf(data, 'sentences'));
  if (Object.keys(messages).length + Object.keys(sentences).length === 0) mistakes.push('it has no texts');
  return { texts: { messages, sentences }, mistakes };
}

/** The language of a file's text; English where there is none or it is broken, which is told once. */
export function languageFrom(
  json: string | undefined,
  { file, warn }: { file: string; warn(message: string): void },
): Language {
  const { texts, mistakes } =
    json === undefined ? { texts: none, mistakes: ['it could not be read'] } : readTexts(json);
  const more = mistakes.length > 3 ? ` (and ${mistakes.length - 3} more)` : '';
  if (mistakes.length > 0)
    warn(`messages are in English where ${file} has mistakes: ${mistakes.slice(0, 3).join('; ')}${more}`);
  return Object.keys(texts.messages).length === 0 ? inEnglish : openLanguage(texts);
}

const none: LanguageTexts = { messages: {}, sentences: {} };

/** The texts under a key; what is no text is left out. */
function entriesOf(data: unknown, key: string): [string, string][] {
  const group =
    typeof data === 'object' && data !== null ? (data as Readonly<Record<string, unknown>>)[key] : undefined;
  if (typeof group !== 'object' || group === null) return [];
  return Object.entries(group).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
  );
}
