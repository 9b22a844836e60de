import type { SystemNode } from './system.ts';

/** Nodes that are drawn as one box until somebody opens it. */
export interface Group {
  readonly id: string;
  readonly label: string;
  readonly members: readonly string[];
}

/** More boxes than this are grouped. */
export const mostBoxes = 40;

/** Kinds of node, in the plural. */
const plurals: Readonly<Record<SystemNode['kind'], string>> = {
  service: 'services',
  datastore: 'datastores',
  queue: 'queues',
  'third-party': 'third parties',
  other: 'other workloads',
};

/**
 * Groups nodes where there are too many to be looked at: services by folder or by the first part of their name, whichever leaves
 * fewer boxes, and what is left by the alphabet; what they depend on by its kind.
 */
export function groupsOf(nodes: readonly SystemNode[]): readonly Group[] {
  if (nodes.length <= mostBoxes) return [];
  const services = nodes.filter(({ kind }) => kind === 'service');
  const keyings = [byFolder(services), byTop(services), byName(services), []];
  const best = keyings.reduce((a, b) => (boxesLeft(b, services.length) < boxesLeft(a, services.length) ? b : a));
  const grouped = new Set(best.flatMap(({ members }) => members));
  const single = services.flatMap(({ name }) => (grouped.has(name) ? [] : [name]));
  const kinds = (['datastore', 'queue', 'third-party', 'other'] as const).flatMap((kind) => {
    const members = nodes.filter((each) => each.kind === kind).map(({ name }) => name);
    return members.length > 4 ? [{ id: `kind:${kind}`, label: `${members.length} ${plurals[kind]}`, members }] : [];
  });
  const room = Math.max(4, mostBoxes - best.length - kinds.length);
  return [...best, ...(single.length > room ? byAlphabet(single) : []), ...kinds];
}

function boxesLeft(groups: readonly Group[], count: number): number {
  // One group of nearly all is no picture.
  if (groups.some(({ members }) => members.length > count / 2)) return Infinity;
  return count - groups.reduce((sum, { members }) => sum + members.length - 1, 0);
}

function byFolder(services: readonly SystemNode[]): Group[] {
  return by('folder', services, ({ root = '' }) => root.split('/').slice(0, -1).join('/'));
}

function byTop(services: readonly SystemNode[]): Group[] {
  return by('top', services, ({ root = '' }) => (root.includes('/') ? (root.split('/')[0] ?? '') : ''));
}

function byName(services: readonly SystemNode[]): Group[] {
  return by('name', services, ({ name }) => (/[-_.]/.test(name) ? (name.split(/[-_.]/)[0] ?? '') : ''));
}

function by(prefix: string, nodes: readonly SystemNode[], keyOf: (node: SystemNode) => string): Group[] {
  const groups = new Map<string, string[]>();
  for (const node of nodes) {
    const key = keyOf(node);
    if (key === '') continue;
    const members = groups.get(key) ?? [];
    members.push(node.name);
    groups.set(key, members);
  }
  return [...groups]
    .filter(([, members]) => members.length > 1)
    .map(([key, members]) => ({ id: `${prefix}:${key}`, label: `${key} (${members.length})`, members }));
}

const smallest = 6;

function byAlphabet(names: readonly string[]): Group[] {
  const sorted = [...names].sort();
  const size = Math.max(smallest, Math.ceil(sorted.length / (mostBoxes / 2)));
  const groups: Group[] = [];
  for (let at = 0; at < sorted.length; at += size) {
    const members = sorted.slice(at, at + size);
    const [first = '', last = ''] = [members[0], members.at(-1)];
    groups.push({ id: `names:${first}`, label: `${first} … ${last} (${members.length})`, members });
  }
  return groups.filter(({ members }) => members.length > 1);
}
