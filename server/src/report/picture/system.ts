import type { Dependency, Environment, ProductionPicture } from '../../model/production.ts';
import type { Service } from '../../model/service.ts';
import type { Place } from '../../model/span.ts';
import { dependencyRows, type DependencyRow } from '../../review/dependency-rows.ts';

/** A service, or something that services depend on. */
export interface SystemNode {
  readonly name: string;
  readonly kind: 'service' | DependencyRow['kind'];
  /** What it runs; absent where its code is not here. */
  readonly program?: { readonly kind: string; readonly language: string };
  readonly environments: readonly Environment[];
  readonly because: string;
  readonly places: readonly Place[];
  /** Folder of its program, for grouping. */
  readonly root?: string;
}

/** That one needs another, however often and in whatever ways it is seen. */
export interface SystemEdge {
  readonly from: string;
  readonly to: string;
  readonly via: readonly string[];
  readonly places: readonly Place[];
}

/** Services, what they depend on, and the targets that were not found. */
export interface System {
  readonly nodes: readonly SystemNode[];
  readonly edges: readonly SystemEdge[];
  readonly unknown: readonly Dependency[];
}

export interface SystemFilter {
  readonly environment?: string | undefined;
  /** Only this service and its neighbours. */
  readonly service?: string | undefined;
}

/** The system that a picture shows, by name; as much of it as the filter lets through. */
export function systemOf(
  picture: ProductionPicture,
  services: readonly Service[],
  { environment, service }: SystemFilter = {},
): System {
  const shown = services.filter(
    ({ environments }) => environment === undefined || environments.some((each) => each === environment),
  );
  const all = new Map([...shown.map((each) => nodeOfService(each, picture)), ...boughtIn(picture)].map(named));
  const own = new Set(shown.map(({ name }) => name));
  const inView = picture.dependencies.filter(
    ({ from, to }) => own.has(from) && (service === undefined || from === service || to === service),
  );
  const edges = merged(inView.filter(({ from, to, kind }) => kind !== 'unknown' && from !== to && all.has(to)));
  const linked = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const isShown = ({ name, kind }: SystemNode) => {
    if (linked.has(name) || name === service) return true;
    // What no service uses is part of the whole alone.
    return service === undefined && (kind === 'service' || environment === undefined);
  };
  return {
    nodes: [...all.values()].filter(isShown).sort((a, b) => (a.name < b.name ? -1 : 1)),
    edges,
    unknown: inView.filter(({ kind }) => kind === 'unknown'),
  };
}

function named(node: SystemNode): readonly [string, SystemNode] {
  return [node.name, node];
}

function nodeOfService(service: Service, { programs }: ProductionPicture): SystemNode {
  const { name, environments, because, places, root } = service;
  const program = programs.find(({ id }) => service.programs.includes(id));
  const entry = program?.entry === undefined ? [] : [{ file: program.entry, span: { start: 0, end: 0 } }];
  return {
    name,
    kind: 'service',
    environments,
    because,
    places: distinct([...places, ...entry]),
    ...(program ? { program: { kind: program.kind, language: program.language } } : {}),
    ...(root === undefined ? {} : { root }),
  };
}

function boughtIn(picture: ProductionPicture): SystemNode[] {
  const workloads = new Map(picture.workloads.map((each) => [each.name, each]));
  return dependencyRows(picture).map(({ name, kind, users }) => {
    const workload = workloads.get(name);
    const [first] = users;
    return {
      name,
      kind,
      environments: [...new Set((workload?.environments ?? []).map(({ environment }) => environment))],
      because: workload
        ? `${workload.kind === 'compose' ? 'the compose file' : `a ${workload.kind}`} runs it; its code is not in this workspace`
        : first === undefined
          ? 'it is deployed beside the services'
          : `${first} ${users.length === 1 ? 'calls' : 'and others call'} it`,
      places: distinct((workload?.environments ?? []).map(({ at }) => at)),
    };
  });
}

function merged(dependencies: readonly Dependency[]): SystemEdge[] {
  const edges = new Map<string, { from: string; to: string; via: Set<string>; places: Place[] }>();
  for (const { from, to, via, places } of dependencies) {
    const key = JSON.stringify([from, to]);
    const edge = edges.get(key) ?? { from, to, via: new Set<string>(), places: [] };
    edges.set(key, edge);
    edge.via.add(via);
    edge.places.push(...places);
  }
  return [...edges.values()]
    .map(({ from, to, via, places }) => ({ from, to, via: [...via].sort(), places: distinct(places) }))
    .sort((a, b) => (a.from === b.from ? (a.to < b.to ? -1 : 1) : a.from < b.from ? -1 : 1));
}

function distinct(places: readonly Place[]): readonly Place[] {
  return [...new Map(places.map((place) => [`${place.file}:${place.span.start}`, place])).values()];
}
