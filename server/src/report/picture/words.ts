import type { SystemNode } from './system.ts';

const kinds: Readonly<Record<Exclude<SystemNode['kind'], 'service'>, string>> = {
  datastore: 'datastore',
  queue: 'queue',
  'third-party': 'third party',
  other: 'built elsewhere',
};

/** What a node is, in a few words: `server, go · 3 findings`. */
export function detailOf(
  { kind, program, environments }: Pick<SystemNode, 'kind' | 'program' | 'environments'>,
  findings = 0,
): string {
  if (kind === 'other' && environments.length === 0) return 'runs elsewhere';
  if (kind !== 'service') return kinds[kind];
  const what = program ? `${program.kind}, ${program.language}` : 'no code here';
  return findings === 0 ? what : `${what} · ${findings} ${findings === 1 ? 'finding' : 'findings'}`;
}
