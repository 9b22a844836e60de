import { sha256Of } from '../../model/text-bytes.ts';

/** The name of the file of an improvement that has no id of its own: readable, and unlike that of any other words. */
export function nameFor(kind: 'own' | 'pm', words: string): string {
  const slug = words
    .slice(words.lastIndexOf('/') + 1)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  const hash = sha256Of(words).slice(0, 6);
  return [kind, slug, hash]
    .filter((part) => part !== '')
    .join('-')
    .replace(/-+/g, '-');
}
