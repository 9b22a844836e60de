import type { Bundled } from '../src/knowledge/bundled.ts';
import { english } from '../src/words/english.ts';

/** The keys of a pack that have sentences for people; all else in it is code, names and sources. */
const spoken = /^(because|says|title|partly|open)$/;

/** The sentences of packs and of the pages of rules, which messages hold whole; sorted, each once. */
export function sentencesOf({ packs, rules }: Pick<Bundled, 'packs' | 'rules'>): string[] {
  const found = new Set<string>();
  const collect = (value: unknown, key = ''): void => {
    if (typeof value === 'string') {
      if (spoken.test(key)) found.add(value);
    } else if (typeof value === 'object' && value !== null)
      for (const [name, each] of Object.entries(value)) collect(each, Array.isArray(value) ? key : name);
  };
  for (const pack of packs) collect(pack);
  for (const { summary, docs } of Object.values(rules))
    for (const each of [summary, docs.why, docs.remedy]) found.add(each);
  return [...found].sort();
}

/** What a translation of the server's words has: each message by its id, and each sentence by its English. */
export function serverWords(bundled: Pick<Bundled, 'packs' | 'rules'>): string {
  const sentences = Object.fromEntries(sentencesOf(bundled).map((each) => [each, each]));
  return `${JSON.stringify({ messages: english, sentences }, null, 2)}\n`;
}
