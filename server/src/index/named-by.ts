import type { Fact } from '../model/fact.ts';
import type { Service } from '../model/service.ts';

/** Services by what may name them. */
interface Names {
  readonly byName: ReadonlyMap<string, readonly Service[]>;
  readonly byPlainName: ReadonlyMap<string, readonly Service[]>;
  readonly byWorkload: ReadonlyMap<string, readonly Service[]>;
  /** By name and workload, in lower case with `-` for `_`: how a text mentions them. */
  readonly mentioned: ReadonlyMap<string, readonly Service[]>;
}

const known = new WeakMap<readonly Service[], Names>();

function namesOf(services: readonly Service[]): Names {
  const before = known.get(services);
  if (before) return before;
  const by = (keys: (service: Service) => readonly string[]) => {
    const found = new Map<string, Service[]>();
    for (const service of services) {
      for (const key of new Set(keys(service))) {
        const same = found.get(key);
        if (same) same.push(service);
        else found.set(key, [service]);
      }
    }
    return found;
  };
  const names = {
    byName: by(({ name }) => [name]),
    byPlainName: by(({ name }) => [plain(name)]),
    byWorkload: by(({ workloads }) => workloads),
    mentioned: by(({ name, workloads }) => [name, ...workloads].map(plain)),
  };
  known.set(services, names);
  return names;
}

/** The services that an artefact names: it belongs to them, wherever its file is. By name. */
export function namedBy(services: readonly Service[], file: string, fact: Fact): readonly Service[] {
  const { byName, byPlainName, byWorkload, mentioned } = namesOf(services);
  const named = (name: string) => union([name], byName, byWorkload);
  const inText = (...texts: readonly string[]) => union(phrases(texts.join(' ')), mentioned);
  switch (fact.kind) {
    case 'container':
      return byWorkload.get(fact.owner.name) ?? [];
    case 'workload':
      return byWorkload.get(fact.name) ?? [];
    case 'autoscaler':
      return byWorkload.get(fact.target.name) ?? [];
    case 'network-service':
      return named(fact.name);
    case 'release-value':
      return named(fact.release);
    case 'disruption-budget': {
      const beginnings = [...fact.name.matchAll(/-/g)].map(({ index }) => fact.name.slice(0, index));
      return union([fact.name, ...beginnings, ...Object.values(fact.selector.labels)], byName, byWorkload);
    }
    case 'alert':
      return inText(fact.expr.text, ...fact.labels.map((label) => label.value), fact.group ?? '');
    case 'metrics-export':
    case 'telemetry-setup':
      return fact.workload === undefined ? [] : named(fact.workload);
    case 'objective':
      return inText(fact.service ?? '', fact.name);
    case 'recording-rule':
      return inText(fact.name, fact.expr.text);
    case 'panel':
      return inText(fact.dashboard, ...fact.queries.map(({ expr }) => expr.text));
    case 'page':
      return union(phrases(file.replace(/[/.]/g, ' ')), byPlainName);
    default:
      return [];
  }
}

function union(keys: Iterable<string>, ...maps: readonly ReadonlyMap<string, readonly Service[]>[]): Service[] {
  const found = new Set<Service>();
  for (const key of keys) for (const map of maps) for (const service of map.get(key) ?? []) found.add(service);
  return [...found].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function plain(words: string): string {
  return words.toLowerCase().replace(/_/g, '-');
}

/** Longest name that a text is looked through for, in parts between signs. */
const maxParts = 8;

/** All that may be a name in a text: each part between signs, and those that follow each other with the signs between them. */
function* phrases(text: string): Generator<string> {
  const line = plain(text);
  const parts = [...line.matchAll(/[a-z0-9]+/g)];
  for (const [at, { index: start }] of parts.entries()) {
    for (const { 0: last, index } of parts.slice(at, at + maxParts)) yield line.slice(start, index + last.length);
  }
}
