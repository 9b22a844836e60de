import { gather } from '../../production/gather.ts';
import { sumCounts } from '../../review/states.ts';
import type { Portfolio, RepositoryRecord } from './format.ts';

type Level = Portfolio['services'][number]['level'];

const levels: readonly Level[] = ['not-ready', 'unknown', 'nearly', 'ready'];

/** Puts the records of many repositories together: of one repository the newest counts, and the oldest tells the trend. */
export function mergeRecords(records: Iterable<RepositoryRecord>): Portfolio {
  const byRepository = new Map<string, History>();
  for (const record of records) {
    const own = kept(record);
    const { oldest, newest } = byRepository.get(record.repository) ?? { oldest: own, newest: own };
    byRepository.set(record.repository, {
      oldest: order(own, oldest) < 0 ? own : oldest,
      newest: order(own, newest) > 0 ? own : newest,
    });
  }
  const histories = [...byRepository.values()].sort((a, b) => compare(a.newest.repository, b.newest.repository));
  const newest = histories.map((each) => each.newest);
  const services = newest.flatMap(({ repository, system }) =>
    system.services.map(({ name, owner, tier, level, findings, claims }) => ({
      repository,
      name,
      ...(owner === undefined ? {} : { owner }),
      ...(tier === undefined ? {} : { tier }),
      level,
      findings,
      claims,
    })),
  );
  return {
    format: 'production-readiness-portfolio/1',
    repositories: histories.map(repositoryOf),
    services: services.sort(
      (a, b) =>
        levels.indexOf(a.level) - levels.indexOf(b.level) ||
        b.claims.failed - a.claims.failed ||
        compare(`${a.repository}/${a.name}`, `${b.repository}/${b.name}`),
    ),
    claims: sumCounts(newest.map(({ system }) => system.claims)),
    items: itemsOf(newest),
    faults: faultsOf(newest),
    modules: modulesOf(newest),
  };
}

/** What is counted of a record: the rest would fill the memory, of ten thousand. */
type Kept = Omit<RepositoryRecord, 'format' | 'system'> & {
  readonly system: Pick<RepositoryRecord['system'], 'services' | 'claims'>;
};

interface History {
  readonly oldest: Kept;
  readonly newest: Kept;
}

function kept({ system: { services, claims }, ...record }: RepositoryRecord): Kept {
  return { ...record, system: { services, claims } };
}

function order(a: Kept, b: Kept): number {
  return compare(a.at, b.at) || compare(a.revision ?? '', b.revision ?? '');
}

function repositoryOf({ oldest, newest }: History): Portfolio['repositories'][number] {
  const { repository, revision, at, tool, system } = newest;
  const [passed, failed] = [system.claims.passed, system.claims.failed];
  const before = oldest.system.claims;
  return {
    name: repository,
    ...(revision === undefined ? {} : { revision }),
    at,
    tool,
    services: system.services.length,
    findings: findingsOf(newest),
    claims: system.claims,
    ...(oldest.at === at
      ? {}
      : {
          trend: {
            since: oldest.at,
            passed: passed - before.passed,
            failed: failed - before.failed,
            findings: findingsOf(newest) - findingsOf(oldest),
          },
        }),
  };
}

function findingsOf({ rules }: Kept): number {
  return rules.reduce((sum, { findings }) => sum + findings, 0);
}

function itemsOf(records: readonly Kept[]): Portfolio['items'] {
  const found = new Map<string, Portfolio['items'][number]>();
  for (const { id, title, state } of records.flatMap(({ items }) => items)) {
    // Titles may differ between versions: the last one read counts.
    const before = found.get(id) ?? { id, title, asked: 0, passed: 0, failed: 0, inconclusive: 0 };
    found.set(id, {
      id,
      title,
      asked: before.asked + 1,
      passed: before.passed + Number(state === 'Passed'),
      failed: before.failed + Number(state === 'Failed'),
      inconclusive: before.inconclusive + Number(state === 'Inconclusive' || state === 'Stale'),
    });
  }
  return [...found.values()].sort((a, b) => b.failed - a.failed || b.asked - a.asked || compare(a.id, b.id));
}

function faultsOf(records: readonly Kept[]): Portfolio['faults'] {
  const found = new Map<string, Portfolio['faults'][number]>();
  for (const { rule, findings } of records.flatMap(({ rules }) => rules)) {
    const before = found.get(rule) ?? { rule, findings: 0, repositories: 0 };
    found.set(rule, { rule, findings: before.findings + findings, repositories: before.repositories + 1 });
  }
  return [...found.values()].sort(
    (a, b) => b.repositories - a.repositories || b.findings - a.findings || compare(a.rule, b.rule),
  );
}

function modulesOf(records: readonly Kept[]): Portfolio['modules'] {
  const users = new Map<string, { readonly repository: string; readonly service: string }[]>();
  for (const { repository, modules } of records)
    for (const { name, service } of modules) gather(users, name, { repository, service });
  return [...users]
    .map(([name, all]) => ({
      name,
      services: new Set(all.map(({ repository, service }) => `${repository}\n${service}`)).size,
      repositories: new Set(all.map(({ repository }) => repository)).size,
    }))
    .sort((a, b) => b.services - a.services || compare(a.name, b.name));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
