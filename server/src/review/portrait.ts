import type { WorkspaceIndex } from '../index/workspace-index.ts';
import type { Fact, FactOf } from '../model/fact.ts';
import type { DeclaredDependency, ServiceProfile } from '../model/profile.ts';
import type { Dependency, DependencyKind, ProductionPicture } from '../model/production.ts';
import type { Located } from '../model/rule.ts';
import type { Service } from '../model/service.ts';
import type { Place } from '../model/span.ts';
import { mayMean } from '../production/dependencies/stores.ts';
import { unwritten } from '../production/unknown-targets.ts';
import { alertRecords, alertWords, type AlertRecords } from './observed-alert.ts';
import { observedWords } from './observed-words.ts';
import { languageOf } from './languages.ts';

/** What the files tell of a service, for a reader who has never seen it. */
export interface Portrait {
  /** Languages of its code, that of most files first. */
  readonly languages: readonly string[];
  /** What it answers, health and metrics aside. */
  readonly routes: readonly string[];
  /** What it calls or keeps data in, by name. */
  readonly calls: readonly Neighbour[];
  /** Calls and variables whose target is not known here. */
  readonly elsewhere: number;
  /** The names of those variables. */
  readonly variables: readonly string[];
  /** Services of this workspace that call it, or say that they depend on it. */
  readonly callers: readonly Neighbour[];
  /** How users come in: `Ingress frontend`. */
  readonly entrances: readonly string[];
  /** `observed` is what the record of `prr observe` shows. */
  readonly objectives: readonly { readonly words: string; readonly observed?: string; readonly at: Place }[];
  readonly alerts: number;
  /** Alerts with what the record of `prr observe` shows of their receivers and silences. */
  readonly alertRoutes: readonly { readonly words: string; readonly at: Place }[];
}

export interface Neighbour {
  readonly name: string;
  /** It is a service of this workspace. */
  readonly known: boolean;
  /** One phrase: `by the host search`, `declared, the service fails without it`. */
  readonly how: string;
  readonly at?: Place;
  /** What it is; absent where people alone say that it is there. */
  readonly kind?: DependencyKind;
  /** People say that the service depends on it. */
  readonly declared?: true;
  /** Nothing but what people say shows it. */
  readonly unseen?: true;
  /** It is known by its library alone: the name is that of a product, of which there may be several. */
  readonly product?: true;
}

export interface PortraitsInput {
  readonly services: readonly Service[];
  readonly index: Pick<WorkspaceIndex, 'ownersOf' | 'paths' | 'files' | 'production' | 'inWorkspace'>;
  /** What people say that services depend on. */
  readonly declared: readonly DeclaredCall[];
}

/** A service that says that it depends on another. */
export interface DeclaredCall {
  readonly from: string;
  readonly to: DeclaredDependency;
}

/** Draws the portrait of a service; its own dependencies are read from the profile. */
export type Portraits = (service: Service, profile: ServiceProfile | undefined) => Portrait;

/** Routes that the platform asks, and no user. */
const ownRoutes = /^\/?(healthz?|health.*|livez?|liveness|readyz?|readiness|ready|metrics|ping|status|debug\/.*)$/i;

/** Gathers from the index what portraits are drawn from; all files are looked at once for all services. */
export function openPortraits({ services, index, declared }: PortraitsInput): Portraits {
  const owned = new Map<string, Located<Fact>[]>();
  for (const { file, role, facts } of index.files()) {
    if (role !== 'source') continue;
    for (const fact of facts) {
      if (!interesting.has(fact.kind)) continue;
      for (const name of index.ownersOf(file, fact)) {
        const own = owned.get(name) ?? [];
        if (own.length === 0) owned.set(name, own);
        own.push({ file, fact });
      }
    }
  }
  const all: Gathered = {
    owned,
    picture: index.production(),
    entrances: index.inWorkspace('entrance').map(({ fact }) => fact),
    observed: index.inWorkspace('observed-objective').map(({ fact }) => fact),
    records: alertRecords(index),
    declared,
    languages: languagesByService(index),
    known: new Set(services.map(({ name }) => name)),
  };
  return (service, profile) => draw({ service, profile }, all);
}

interface Gathered {
  readonly owned: ReadonlyMap<string, readonly Located<Fact>[]>;
  readonly picture: ProductionPicture;
  readonly entrances: readonly FactOf<'entrance'>[];
  readonly observed: readonly FactOf<'observed-objective'>[];
  readonly records: AlertRecords;
  readonly declared: readonly DeclaredCall[];
  readonly languages: ReadonlyMap<string, readonly string[]>;
  readonly known: ReadonlySet<string>;
}

function draw(
  { service, profile }: { service: Service; profile: ServiceProfile | undefined },
  { owned, picture, entrances, observed, records, declared, languages, known }: Gathered,
): Portrait {
  const { name } = service;
  const mine = owned.get(name) ?? [];
  const edges = picture.dependencies.filter(({ from }) => from === name);
  // A host in the code is named, whatever answers there.
  const isNamed = ({ kind, via }: Dependency) => kind !== 'unknown' || via.startsWith('the host ');
  const seen = edges.filter(isNamed);
  const lost = edges.filter((each) => !isNamed(each));
  const said = profile?.dependencies ?? [];
  const called = picture.dependencies.filter(({ to, kind }) => to === name && kind === 'service');
  const calling = new Set(called.map(({ from }) => from));
  const hosts = new Set(
    picture.workloads.filter((each) => service.workloads.includes(each.name)).flatMap((each) => each.hosts),
  );
  return {
    languages: languages.get(name) ?? [],
    routes: unique(
      mine
        .flatMap(({ fact }) => (fact.kind === 'route' && !ownRoutes.test(fact.path) ? [fact] : []))
        .map(({ method, path }) => (method === undefined ? path : `${method} ${path}`)),
    ),
    calls: [
      ...said.map(({ owner, ...each }): Neighbour => {
        const edge = seen.find((one) => isSame(one, each.name));
        return {
          name: each.name,
          known: known.has(each.name),
          how: [declaredWords(each), owner && `owner ${owner}`].filter(Boolean).join(', '),
          at: each.at,
          declared: true,
          ...(edge ? { kind: edge.kind } : { unseen: true }),
        };
      }),
      ...seen
        .filter((edge) => !said.some((each) => isSame(edge, each.name)))
        .map((edge): Neighbour => {
          const [at] = edge.places;
          return {
            name: edge.to,
            known: known.has(edge.to),
            how: howOf(edge),
            kind: edge.kind,
            ...(at ? { at } : {}),
            ...(edge.via.startsWith('the library ') && !isDeployed(edge.to, picture) ? { product: true } : {}),
          };
        }),
    ],
    elsewhere: lost.reduce((sum, { places }) => sum + places.length, 0),
    variables: lost.filter(({ to }) => to !== unwritten).map(({ to }) => to),
    callers: [
      ...called.map((edge): Neighbour => {
        const [at] = edge.places;
        return { name: edge.from, known: known.has(edge.from), how: howOf(edge), ...(at ? { at } : {}) };
      }),
      // What only says so, once: what is seen is the better evidence.
      ...declared
        .filter(({ from, to }) => to.name === name && from !== name && !calling.has(from))
        .map(({ from, to }) => ({ name: from, known: known.has(from), how: declaredWords(to), at: to.at })),
    ].sort((a, b) => (a.name < b.name ? -1 : 1)),
    entrances: unique(
      entrances
        .map(({ by, services: to }) => ({ by, to: to.filter((each) => hosts.has(each)) }))
        .filter(({ to }) => to.length > 0)
        .map(({ by, to }) => `${by} to ${to.join(', ')}`),
    ),
    objectives: mine
      .flatMap(({ file, fact }) => (fact.kind === 'objective' ? [objectiveIn({ file, fact }, observed)] : []))
      .sort((a, b) => (a.words < b.words ? -1 : 1)),
    alerts: mine.filter(({ fact }) => fact.kind === 'alert').length,
    alertRoutes: mine
      .flatMap(({ file, fact }) => (fact.kind === 'alert' ? [alertIn({ file, fact }, records)] : []).flat())
      .sort((a, b) => (a.words < b.words ? -1 : 1)),
  };
}

/** Whether people mean by a name what was found under another: they write `Postgres` for `postgresql`. */
function isSame({ to, via }: Dependency, said: string): boolean {
  const plain = (name: string) =>
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '')
      .replace(/^postgres(ql)?$/, 'postgres');
  return plain(to) === plain(said) || (via.startsWith('the library ') && mayMean(said, to));
}

function howOf({ via, places }: Dependency): string {
  return places.length > 1 ? `by ${via}, ${places.length} times` : `by ${via}`;
}

function isDeployed(name: string, { workloads }: ProductionPicture): boolean {
  return workloads.some((each) => each.name === name);
}

function declaredWords({ class: kind, hard }: Omit<DeclaredDependency, 'owner'>): string {
  const without = hard === true ? 'fails without it' : hard === false ? 'works without it' : undefined;
  return ['declared', kind, without].filter(Boolean).join(', ');
}

const interesting: ReadonlySet<Fact['kind']> = new Set(['route', 'objective', 'alert']);

/** The URL that a call goes to, as far as its file tells. */
export function urlOf({ target, resolvedTarget }: FactOf<'outgoing-call'>): string | undefined {
  return resolvedTarget ?? target;
}

function objectiveIn(
  { file, fact }: Located<FactOf<'objective'>>,
  records: Gathered['observed'],
): Portrait['objectives'][number] {
  const observed = observedWords(fact, records);
  const at = { file, span: fact.span };
  return { words: objectiveWords(fact), ...(observed === undefined ? {} : { observed }), at };
}

/** An alert with what the record shows of it; none where it shows nothing. */
function alertIn({ file, fact }: Located<FactOf<'alert'>>, records: AlertRecords): Portrait['alertRoutes'] {
  const words = alertWords(fact, records);
  return words.length === 0 ? [] : [{ words: `${fact.name}: ${words.join('; ')}`, at: { file, span: fact.span } }];
}

function objectiveWords({ name, target, window, latency }: FactOf<'objective'>): string {
  const share = target === undefined ? 'no target' : `${Number((target * 100).toFixed(4))} %`;
  const within = latency === undefined ? '' : ` within ${latency} s`;
  return `${name}: ${share}${within}${window === undefined ? '' : ` over ${window} days`}`;
}

/** By service, the languages of its code, that of most files first. */
function languagesByService({
  ownersOf,
  paths,
}: Pick<WorkspaceIndex, 'ownersOf' | 'paths'>): ReadonlyMap<string, readonly string[]> {
  const counts = new Map<string, Map<string, number>>();
  for (const path of paths()) {
    const language = languageOf(path);
    if (language === undefined || /(^|\/)node_modules\//.test(path)) continue;
    for (const owner of ownersOf(path)) {
      const own = counts.get(owner) ?? new Map<string, number>();
      counts.set(owner, own.set(language, (own.get(language) ?? 0) + 1));
    }
  }
  const ordered = (own: ReadonlyMap<string, number>) =>
    [...own].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([name]) => name);
  return new Map([...counts].map(([service, own]) => [service, ordered(own)]));
}

function unique(list: readonly string[]): string[] {
  return [...new Set(list)].sort();
}
