import { createHash } from 'node:crypto';

/** The name of the file of an improvement that has no id of its own: readable, and unlike that of any other words. */
export function nameFor(kind: 'own' | 'pm', words: string): string {
  const slug = words
    .slice(words.lastIndexOf('/') + 1)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  const hash = createHash('sha256').update(words).digest('hex').slice(0, 6);
  return [kind, slug, hash]
    .filter((part) => part !== '')
    .join('-')
    .replace(/-+/g, '-');
}
