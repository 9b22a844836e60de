import type * as z from 'zod';
import type { ClaimCounts } from '../../model/review.ts';
import type { Rule } from '../../model/rule.ts';
import type { Finding } from '../../model/site.ts';
import type { SystemDependency } from '../../review/system-dependencies.ts';
import { sumCounts } from '../../review/states.ts';
import type { Risk, Summary } from '../summary/format.ts';
import { difference } from '../summary/faults.ts';
import type { Weighed } from '../summary/risks.ts';
import { counted } from '../summary/input.ts';
import type { systemFormat } from './format.ts';

type Written = z.output<typeof systemFormat>;

/** The readiness of all services; `top` has the risks in full. */
export interface SystemSummary {
  readonly data: Written;
  readonly top: readonly { readonly services: readonly string[]; readonly risk: Risk }[];
}

/** One service among all. */
export interface SystemService {
  readonly name: string;
  readonly title?: string | undefined;
  readonly owner?: string | undefined;
  readonly tier?: number | undefined;
  readonly readiness: Summary['readiness'];
  readonly claims: ClaimCounts;
  readonly risks: readonly Weighed[];
  /** Those that are not ignored. */
  readonly findings: readonly Finding[];
}

export interface SystemInput {
  readonly name: string;
  readonly services: readonly SystemService[];
  readonly rules: readonly Rule[];
  readonly dependencies: readonly SystemDependency[];
}

const levels: readonly Summary['readiness']['level'][] = ['not-ready', 'unknown', 'nearly', 'ready'];

/** Risks over all services that are shown. */
export const mostRisks = 5;

/** What is known of all services together; the same for the same state. */
export function summariseSystem({ name, services, rules, dependencies }: SystemInput): SystemSummary {
  const rows = services
    .map(({ name: service, title, owner, tier, readiness, claims, risks, findings }) => ({
      name: service,
      ...(title === undefined ? {} : { title }),
      ...(owner === undefined ? {} : { owner }),
      ...(tier === undefined ? {} : { tier }),
      level: readiness.level,
      risks: risks.filter(({ risk }) => !risk.accepted).length,
      findings: findings.length,
      claims,
    }))
    .sort(
      (a, b) =>
        levels.indexOf(a.level) - levels.indexOf(b.level) ||
        (a.tier ?? 2) - (b.tier ?? 2) ||
        b.risks - a.risks ||
        (a.name < b.name ? -1 : 1),
    );
  const top = topOf(services);
  return {
    top,
    data: {
      format: 'production-readiness-system/1',
      name,
      services: rows,
      claims: sumCounts(rows.map(({ claims }) => claims)),
      risks: top.map(({ services: having, risk: { id, title, harm, places } }) => ({
        services: [...having],
        id,
        title,
        ...(harm === undefined ? {} : { harm }),
        ...(places[0] ? { place: places[0].place } : {}),
      })),
      faults: faultsOf(services, rules),
      dependencies: dependencies
        .filter(({ users }) => users.length > 1)
        .sort((a, b) => b.users.length - a.users.length || (a.name < b.name ? -1 : 1))
        .map(({ name: target, kind, users, owner, goal }) => ({
          name: target,
          kind,
          users: [...users],
          ...(owner === undefined ? {} : { owner }),
          ...(goal === undefined ? {} : { goal }),
        })),
      owners: ownersOf(services),
    },
  };
}

/** The worst risks over all services; what is wrong in several services is one risk, shown where it is worst. */
function topOf(services: readonly SystemService[]): SystemSummary['top'] {
  const found = new Map<string, { services: Set<string>; weighed: Weighed[] }>();
  for (const { name, risks } of services)
    for (const each of risks) {
      if (each.risk.accepted) continue;
      const known = found.get(each.risk.id) ?? { services: new Set(), weighed: [] };
      known.services.add(name);
      known.weighed.push(each);
      found.set(each.risk.id, known);
    }
  return [...found.values()]
    .map(({ services: having, weighed }) => {
      const sorted = weighed.sort((a, b) => difference(a.order, b.order));
      return { having: [...having], order: sorted[0]?.order ?? [], risks: sorted.map(({ risk }) => risk) };
    })
    .sort((a, b) => difference(a.order, b.order) || b.having.length - a.having.length)
    .slice(0, mostRisks)
    .flatMap(({ having, risks: [worst, ...others] }) =>
      worst ? [{ services: having, risk: others.length === 0 ? worst : merged(worst, others, having.length) }] : [],
    );
}

const kindWords: Readonly<Record<Risk['effort']['kind'], string>> = {
  setting: 'settings',
  new: 'something new to write',
  code: 'code',
  design: 'design change',
  unknown: 'not estimated',
};

/** One risk of several services: the worst, with the places of all, each once. */
function merged(worst: Risk, others: readonly Risk[], services: number): Risk {
  const places = new Map(
    [worst, ...others].flatMap((risk) =>
      risk.places.map((each) => [`${each.place.file}:${each.place.line} ${each.message}`, each] as const),
    ),
  );
  const located = [...places.values()];
  const files = new Set(located.map(({ place }) => place.file)).size;
  const where = `${counted(located.length, 'location')} in ${counted(files, 'file')}`;
  const { planned: _, ...rest } = worst;
  return {
    ...rest,
    places: located,
    effort: {
      ...worst.effort,
      locations: located.length,
      files,
      words: `${kindWords[worst.effort.kind]}, ${where} of ${counted(services, 'service')}`,
    },
  };
}

/** Rules of which several services have a finding, most services first. */
function faultsOf(services: readonly SystemService[], rules: readonly Rule[]): Written['faults'] {
  const found = new Map<string, { services: Set<string>; locations: Set<string> }>();
  for (const { name, findings } of services)
    for (const { rule, file, span } of findings) {
      const known = found.get(rule) ?? { services: new Set(), locations: new Set() };
      known.services.add(name);
      known.locations.add(`${file}:${span.start}`);
      found.set(rule, known);
    }
  return rules
    .flatMap(({ id, summary }) => {
      const known = found.get(id);
      if (!known || known.services.size < 2) return [];
      return [{ rule: id, summary, services: known.services.size, locations: known.locations.size }];
    })
    .sort((a, b) => b.services - a.services || b.locations - a.locations || (a.rule < b.rule ? -1 : 1));
}

function ownersOf(services: readonly SystemService[]): Written['owners'] {
  const byOwner = new Map<string, string[]>();
  for (const { name, owner = '' } of services) byOwner.set(owner, [...(byOwner.get(owner) ?? []), name]);
  const named = [...byOwner]
    .filter(([owner]) => owner !== '')
    .sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))
    .map(([owner, own]) => ({ owner, services: own }));
  const none = byOwner.get('');
  return none === undefined ? named : [...named, { services: none }];
}
