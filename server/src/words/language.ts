import { english } from './english.ts';
import { listSigns, openReader } from './reader.ts';
import { partsOf, type Part } from './template.ts';

/** The texts of another language: templates by the id of a message, and whole sentences by their English. */
export interface LanguageTexts {
  readonly messages: Readonly<Record<string, string>>;
  /** What packs and pages of rules say. */
  readonly sentences: Readonly<Record<string, string>>;
}

/** Shows in a language what is said in English. */
export interface Language {
  /** The text in the language; where it is not from the catalogue or not translated, as it is. */
  shown(text: string): string;
}

/** English, which needs no translation. */
export const inEnglish: Language = { shown: (text) => text };

/** Texts that are kept: what an editor shows is asked for again and again. */
const mostKept = 5000;

/**
 * Shows messages in another language. What is said, kept and compared is English; here it is read back to the ids of its messages
 * and their values. So facts on disk, records, baselines and fingerprints do not depend on who reads them.
 */
export function openLanguage({ messages, sentences }: LanguageTexts): Language {
  const templates = new Map<string, readonly Part[]>();
  const read = openReader(english, (text) => Object.hasOwn(sentences, text));
  const known = new Map<string, string | undefined>();

  const translated = (text: string): string | undefined => {
    if (known.has(text)) return known.get(text);
    const own = Object.hasOwn(sentences, text) ? sentences[text] : undefined;
    const found = own ?? sayOf(text);
    if (known.size >= mostKept) known.clear();
    known.set(text, found);
    return found;
  };
  const sayOf = (text: string): string | undefined => {
    const found = read(text);
    if (!found) return undefined;
    return found.id === undefined ? listOf(text) : write(found.id, found.values);
  };
  const write = (id: string, values: ReadonlyMap<string, string>): string | undefined => {
    const template = Object.hasOwn(messages, id) ? messages[id] : undefined;
    if (template === undefined) return undefined;
    let parts = templates.get(id);
    if (!parts) templates.set(id, (parts = partsOf(template)));
    return parts.map((part) => (typeof part === 'string' ? part : shown(values.get(part.name) ?? ''))).join('');
  };
  /** A list of which each part is a message. */
  const listOf = (text: string): string | undefined => {
    for (const sign of listSigns) {
      const parts = text.split(sign);
      const all = parts.length < 2 ? [undefined] : parts.map(translated);
      if (all.every((part) => part !== undefined)) return all.join(signs[sign]);
    }
    return undefined;
  };
  /** Where a text begins a sentence or ends one, its message may be found without that. */
  const shown = (text: string): string => {
    if (!/[a-z]/i.test(text)) return text;
    const own = translated(text) ?? translated(text.slice(0, 1).toLowerCase() + text.slice(1));
    if (own !== undefined) return own;
    const inner = /^(.+?)([.?!])$/s.exec(text);
    const spoken = inner?.[1] === undefined ? undefined : translated(inner[1]);
    return spoken === undefined ? text : `${spoken}${stops[inner?.[2] ?? ''] ?? ''}`;
  };
  return { shown };
}

const signs: Readonly<Record<(typeof listSigns)[number], string>> = { '; ': '；', ', ': '、', ' + ': ' + ' };

const stops: Readonly<Record<string, string>> = { '.': '。', '?': '？', '!': '！' };
