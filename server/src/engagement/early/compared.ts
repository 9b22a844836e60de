import type { Row } from '../../model/engagement.ts';
import type { DesignComponents } from '../../documents/designs/drawings.ts';
import type { PartInput } from '../part.ts';

/** What the document draws from this service, beside what files show that it calls; nothing where it draws nothing from it. */
export function comparedRows(
  { links }: DesignComponents,
  { file, input: { service, review, portrait } }: { file: string; input: PartInput },
): Row[] {
  const own = new Set([service.name, review.profile.title ?? service.name].map(keyOf));
  const drawn = links.filter(({ from }) => own.has(keyOf(from)));
  if (drawn.length === 0) return [];
  const seen = portrait.calls.filter(({ unseen }) => !unseen);
  const rows = drawn.map(({ from, to, line }): Row => {
    const call = seen.find(({ name }) => keyOf(name) === keyOf(to));
    return {
      text: `${from} → ${to}`,
      tone: call ? 'good' : 'open',
      because: call ? `Files show it: ${call.how}.` : 'No file shows it. The document or the code may be out of date.',
      at: { file, line },
    };
  });
  const missing = seen.filter(({ name }) => !drawn.some(({ to }) => keyOf(to) === keyOf(name)));
  return [
    ...rows,
    ...missing.map(({ name, how }): Row => ({
      text: `${service.name} → ${name}: not in the document`,
      tone: 'attention',
      because: `Files show it: ${how}.`,
    })),
  ];
}

function keyOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '')
    .replace(/(?:service|server|api|database|db|store)$/, '')
    .replace(/^postgresql$/, 'postgres');
}
