import type { DependencyKind, ProductionPicture } from '../model/production.ts';
import { kindOfImage } from '../production/dependencies/hosts.ts';

/** Something that services depend on and that is none of them. */
export interface DependencyRow {
  readonly name: string;
  /** `other`: an image of others of which nothing more is known. */
  readonly kind: Exclude<DependencyKind, 'service' | 'unknown'> | 'other';
  /** Names of the services that are seen to use it. */
  readonly users: readonly string[];
}

/** What the services of a workspace depend on, and what is deployed beside them; by name. */
export function dependencyRows({ dependencies, workloads, services }: ProductionPicture): readonly DependencyRow[] {
  const rows = new Map<string, { kind: DependencyRow['kind']; users: Set<string> }>();
  const ours = new Set(services.flatMap(({ workload }) => workload ?? []));
  const running = new Set(services.flatMap(({ program }) => program ?? []));
  for (const { name, kind, containers, environments } of workloads) {
    const isOurs = ours.has(name) || containers.some(({ program }) => program !== undefined && running.has(program));
    const isForUsers = environments.some(({ environment }) => environment !== 'development');
    if (isOurs || !isForUsers || kind === 'Job' || kind === 'Pod') continue;
    const image = containers.find((each) => each.image !== undefined)?.image;
    const known = kindOfImage(image ?? name);
    rows.set(name, { kind: known === 'service' || known === 'unknown' ? 'other' : known, users: new Set() });
  }
  const names = new Set(services.map(({ name }) => name));
  for (const { from, to, kind } of dependencies) {
    // A service that is deployed from elsewhere is a dependency like others.
    if (kind === 'unknown' || (kind === 'service' && !rows.has(to) && names.has(to))) continue;
    const row = rows.get(to) ?? { kind: kind === 'service' ? 'other' : kind, users: new Set() };
    if (kind !== 'service') row.kind = kind;
    rows.set(to, row);
    row.users.add(from);
  }
  return [...rows]
    .map(([name, { kind, users }]) => ({ name, kind, users: [...users].sort() }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
