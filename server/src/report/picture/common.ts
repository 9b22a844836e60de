import type { ProductionPicture } from '../../model/production.ts';
import type { Service } from '../../model/service.ts';
import type { Finding } from '../../model/site.ts';
import { dependencyRows } from '../../review/dependency-rows.ts';

/** What the services of a workspace have in common. */
export interface Common {
  /** Languages of their programs, most services first. */
  readonly languages: readonly { readonly name: string; readonly services: number }[];
  /** Stores and queues that more than one uses, most users first. */
  readonly stores: readonly { readonly name: string; readonly kind: string; readonly services: number }[];
  /** Rules of which at least half of the services, and two of them, have a finding; most services first. */
  readonly findings: readonly { readonly rule: string; readonly services: number }[];
}

export interface CommonInput {
  readonly picture: ProductionPicture;
  readonly services: readonly Service[];
  readonly findings: readonly Finding[];
  ownersOf(finding: Finding): readonly string[];
}

/** What the services have in common: one fix or one decision may help all of them. */
export function commonOf({ picture, services, findings, ownersOf }: CommonInput): Common {
  const languageOf = new Map(picture.programs.map(({ id, language }) => [id, language]));
  const languages = new Map<string, Set<string>>();
  for (const { name, programs } of services) for (const id of programs) add(languages, languageOf.get(id), name);
  const rules = new Map<string, Set<string>>();
  for (const finding of findings)
    for (const name of finding.services ?? ownersOf(finding)) add(rules, finding.rule, name);
  const least = Math.max(2, services.length / 2);
  return {
    languages: counted(languages).map(([name, count]) => ({ name, services: count })),
    stores: dependencyRows(picture)
      .filter(({ kind, users }) => (kind === 'datastore' || kind === 'queue') && users.length > 1)
      .map(({ name, kind, users }) => ({ name, kind, services: users.length }))
      .sort((a, b) => b.services - a.services),
    findings: counted(rules)
      .filter(([, count]) => count >= least)
      .map(([rule, count]) => ({ rule, services: count })),
  };
}

function add(map: Map<string, Set<string>>, key: string | undefined, value: string): void {
  if (key === undefined) return;
  const known = map.get(key);
  if (known) known.add(value);
  else map.set(key, new Set([value]));
}

function counted(map: ReadonlyMap<string, ReadonlySet<string>>): [string, number][] {
  return [...map]
    .map(([key, { size }]): [string, number] => [key, size])
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
