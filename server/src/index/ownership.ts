import { placeKey } from '../model/span.ts';
import type { Fact, FactKind, FactOf } from '../model/fact.ts';
import type { DeployedWorkload, ProductionPicture } from '../model/production.ts';
import type { Located } from '../model/rule.ts';
import type { Service } from '../model/service.ts';
import type { ContainerKey, Surroundings } from '../rules/engine.ts';
import { namedServices, type DeclaredService, type NamedServices } from './declared-services.ts';
import { openOwners, type Owners } from './owners.ts';
import type { Pictured } from './picture.ts';

/** What belongs to whom, drawn from the picture and from what people declare. */
export interface Ownership extends Pick<Surroundings, 'inService' | 'withShared' | 'inServiceOf' | 'ownersOf'> {
  production(): ProductionPicture;
  services(): readonly Service[];
  /** The services that a file, or a fact in it, belongs to; none where it is the workspace's. */
  servicesOf(file: string, fact?: Fact): readonly Service[];
  /** Facts that belong to a service. */
  ofService<K extends FactKind>(service: Service, kind: K): readonly Located<FactOf<K>>[];
  /** Takes what people say of services, in place of what was said before. */
  declare(services: readonly DeclaredService[]): void;
}

export interface OwnershipSource {
  readonly pictured: Pictured;
  facts<K extends FactKind>(kind: K): readonly Located<FactOf<K>>[];
  paths(): Iterable<string>;
}

interface Now extends NamedServices {
  /** What it was made from. */
  readonly drawn: ProductionPicture;
  readonly declared: readonly DeclaredService[];
  readonly byName: ReadonlyMap<string, Service>;
}

/** Keeps who owns what for as long as nothing but places changes, and the parts of facts by owner as long as these facts are the same. */
export function openOwnership({ pictured, facts, paths }: OwnershipSource): Ownership {
  let declared: readonly DeclaredService[] = [];
  let known: Now | undefined;
  const now = (): Now => {
    const drawn = pictured.now();
    if (known?.drawn === drawn && known.declared === declared) return known;
    const named = namedServices(drawn, { declared, components: facts('component') });
    known = { ...named, drawn, declared, byName: new Map(named.services.map((each) => [each.name, each])) };
    return known;
  };

  let placedIn:
    { readonly picture: ProductionPicture; readonly byPlace: ReadonlyMap<string, DeployedWorkload> } | undefined;
  const placed = (file: string, { start }: { start: number }) => {
    const { drawn } = now();
    if (placedIn?.picture !== drawn) placedIn = { picture: drawn, byPlace: byPlace(drawn, facts('compose-service')) };
    return placedIn.byPlace.get(`${file}:${start}`);
  };
  let owning: { readonly drawing: object; readonly declared: unknown; readonly owners: Owners } | undefined;
  /** The same for as long as nothing but places changes. */
  const owners = (): Owners => {
    const { services, drawn } = now();
    const drawing = pictured.drawing ?? drawn;
    if (owning?.drawing !== drawing || owning.declared !== declared)
      owning = { drawing, declared, owners: openOwners({ services, picture: drawn, paths: paths() }, placed) };
    return owning.owners;
  };

  /** Parts of all facts of a kind, by what chooses them, in words that no two choices share. */
  const parts = new Map<
    string,
    { readonly all: readonly Located<Fact>[]; readonly owners: Owners; readonly part: readonly Located<Fact>[] }
  >();
  const part = <K extends FactKind>(
    kind: K,
    chosenBy: string,
    isIn: (each: Located<FactOf<K>>) => boolean,
  ): readonly Located<FactOf<K>>[] => {
    const all = facts(kind);
    const by = owners();
    const key = `${kind} ${chosenBy}`;
    const before = parts.get(key);
    if (before?.all === all && before.owners === by) return before.part as readonly Located<FactOf<K>>[];
    const found = all.filter(isIn);
    parts.set(key, { all, owners: by, part: found });
    return found;
  };
  const partOf = <K extends FactKind>(name: string, kind: K) =>
    part(kind, `of ${name}`, ({ file, fact }) => owners().of(file, fact).includes(name));
  /** Code of which nothing says who runs it may be loaded by any program. */
  const mayBeRun = (file: string) =>
    owners().of(file).length === 0 && now().picture.standing.get(file)?.standing === 'unknown';
  const partOrShared = <K extends FactKind>(name: string, kind: K) =>
    part(kind, `of ${name} or of nobody`, ({ file, fact }) => owners().of(file, fact).includes(name) || mayBeRun(file));

  return {
    production: () => now().picture,
    services: () => now().services,
    servicesOf(file, fact) {
      const { byName } = now();
      return owners()
        .of(file, fact)
        .flatMap((name) => byName.get(name) ?? []);
    },
    ownersOf: (file, fact) => owners().of(file, fact),
    inService(file, kind, owner) {
      const [only, ...more] = owner === undefined ? owners().of(file) : [owner];
      if (only !== undefined && more.length === 0) return partOf(only, kind);
      const { services, picture } = now();
      if (services.length === 0) return facts(kind);
      if (only !== undefined)
        return part(kind, `of one of ${[only, ...more].join()}`, (each) =>
          owners()
            .of(each.file, each.fact)
            .some((name) => name === only || more.includes(name)),
        );
      // Of no service: what runs with it.
      const programs = picture.standing.get(file)?.programs ?? [];
      if (programs.length === 0) {
        const project = owners().projectOf(file);
        return part(kind, `in project ${project}`, (each) => isIn(project, each.file));
      }
      const running = picture.programs.filter(({ id }) => programs.includes(id));
      return part(kind, `run by ${programs.join()}`, (each) => running.some(({ files }) => files.has(each.file)));
    },
    withShared(file, kind, owner) {
      const [only, ...more] = owner === undefined ? owners().of(file) : [owner];
      return only === undefined || more.length > 0 ? facts(kind) : partOrShared(only, kind);
    },
    inServiceOf(container, kind) {
      const { picture } = now();
      const program = picture.programs.find(({ id }) => id === programOf(picture, container));
      if (!program || program.files.size === 0) return undefined;
      return part(kind, `run by ${program.id} or of nobody`, ({ file }) => program.files.has(file) || mayBeRun(file));
    },
    ofService: (service, kind) => partOf(service.name, kind),
    declare(next) {
      declared = next;
    },
  };
}

/** Whether a file is in a project: in its folder, or the one file where it is of none. */
function isIn(project: string, file: string): boolean {
  return project === '' || file === project || file.startsWith(`${project}/`);
}

/** Workloads by the places that describe them: compose services of one name may be several. */
function byPlace(
  { workloads }: ProductionPicture,
  composed: readonly Located<FactOf<'compose-service'>>[],
): ReadonlyMap<string, DeployedWorkload> {
  const found = new Map(
    workloads.flatMap((workload) => workload.environments.map(({ at }) => [placeKey(at), workload] as const)),
  );
  for (const { file, fact } of composed) {
    const workload = found.get(placeKey({ file, span: fact.span }));
    if (workload && fact.image) found.set(placeKey({ file, span: fact.image.span }), workload);
  }
  return found;
}

/** The program that runs in a container. */
function programOf({ workloads }: ProductionPicture, { name, owner }: ContainerKey): string | undefined {
  const containers = workloads.find((each) => each.name === owner && each.kind !== 'compose')?.containers ?? [];
  return containers.find((each) => each.name === name)?.program;
}
