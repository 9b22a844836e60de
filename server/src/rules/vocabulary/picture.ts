import { placeKey } from '../../model/span.ts';
import type { Container } from '../../model/artefact-fact.ts';
import type { FactKind, FactOf } from '../../model/fact.ts';
import type {
  Dependency,
  DeployedService,
  DeployedWorkload,
  ProductionPicture,
  Program,
  RequestPath,
  Start,
} from '../../model/production.ts';
import type { Located, RuleContext } from '../../model/rule.ts';
import { oncePer } from './lookup.ts';

/** What a container starts. */
export interface Started {
  readonly program: Program;
  readonly start: Start;
}

/** What the container at a place starts, where its program is in the workspace. */
export function startedBy(picture: ProductionPicture, { file, fact }: Located<Container>): Started | undefined {
  return startsByPlace(picture).get(placeKey({ file, span: fact.span }));
}

const startsByPlace = oncePer(({ programs }: ProductionPicture) => {
  const found = new Map<string, Started>();
  for (const program of programs)
    for (const start of program.starts) {
      const key = placeKey(start.at);
      if (!found.has(key)) found.set(key, { program, start });
    }
  return found;
});

/** The services whose program reaches a file. */
export function servicesReaching(picture: ProductionPicture, file: string): readonly DeployedService[] {
  const programs = picture.standing.get(file)?.programs ?? [];
  return programs.flatMap((program) => servicesByProgram(picture).get(program) ?? []);
}

/** The services that take the request of a way, and whose program reaches its end. */
export function servicesOnWay(
  picture: ProductionPicture,
  { steps }: RequestPath,
  file: string,
): readonly DeployedService[] {
  const reaching = new Set(servicesReaching(picture, file));
  return servicesReaching(picture, steps[0]?.file ?? file).filter((service) => reaching.has(service));
}

const servicesByProgram = oncePer(({ services }: ProductionPicture) => {
  const found = new Map<string, DeployedService[]>();
  for (const service of services) {
    if (service.program === undefined) continue;
    const known = found.get(service.program);
    if (known) known.push(service);
    else found.set(service.program, [service]);
  }
  return found;
});

/** The program of a service, where its code is in the workspace. */
export function programOf(picture: ProductionPicture, { program }: DeployedService): Program | undefined {
  return program === undefined ? undefined : programsById(picture).get(program);
}

const programsById = oncePer(({ programs }: ProductionPicture) => new Map(programs.map((each) => [each.id, each])));

/** The workload of a service. */
export function workloadOf(picture: ProductionPicture, { workload }: DeployedService): DeployedWorkload | undefined {
  return workload === undefined ? undefined : workloadsByName(picture).get(workload);
}

const workloadsByName = oncePer(
  ({ workloads }: ProductionPicture) => new Map(workloads.map((each) => [each.name, each])),
);

/** What a service depends on. */
export function edgesFrom(picture: ProductionPicture, service: string): readonly Dependency[] {
  return edgesByService(picture).get(service) ?? [];
}

const edgesByService = oncePer(({ dependencies }: ProductionPicture) => {
  const found = new Map<string, Dependency[]>();
  for (const edge of dependencies) {
    const known = found.get(edge.from);
    if (known) known.push(edge);
    else found.set(edge.from, [edge]);
  }
  return found;
});

/** Facts of a kind in what a program can run, and in its configuration, which lies in its folder. */
export function factsOfProgram<K extends FactKind>(
  program: Program,
  kind: K,
  { context, picture }: { context: RuleContext; picture: ProductionPicture },
): readonly Located<FactOf<K>>[] {
  const module = moduleOf(program);
  return context.inWorkspace(kind).filter(({ file }) => program.files.has(file) || settingOf(picture, file) === module);
}

/** The module whose configuration a file is; asked for each program of each file. */
function settingOf(picture: ProductionPicture, file: string): string | undefined {
  const known = settingsOf(picture);
  if (!known.has(file)) known.set(file, isSetting(file) ? moduleAround(picture, file) : undefined);
  return known.get(file);
}

const settingsOf = oncePer((_picture: ProductionPicture) => new Map<string, string | undefined>());

function isSetting(file: string): boolean {
  if (/[._-](dev|development|local|tests?|ci)\.\w+$|(^|\/)src\/test\//i.test(file)) return false;
  return /\.(properties|ya?ml|env)$|(^|\/)(gunicorn[\w.-]*\.py|pom\.xml|build\.gradle(\.kts)?)$/.test(file);
}

/** The folder of the module that a program is in. */
function moduleOf({ folder }: Pick<Program, 'folder'>): string {
  return folder.replace(/(^|\/)src(\/.*)?$/, '');
}

/** The module with a program that is nearest above a file; without one, the only one below its folder. */
function moduleAround(picture: ProductionPicture, file: string): string | undefined {
  const modules = modulesOf(picture);
  for (let at = file.lastIndexOf('/'); at > 0; at = file.lastIndexOf('/', at - 1))
    if (modules.has(file.slice(0, at))) return file.slice(0, at);
  if (modules.has('')) return '';
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const [only, ...more] = [...modules].filter((module) => module.startsWith(folder));
  return more.length > 0 ? undefined : only;
}

const modulesOf = oncePer(({ programs }: ProductionPicture) => new Set(programs.map(moduleOf)));

/**
 * Judges the whole picture once for all files, for as long as it and the facts of these kinds are the same: a picture may stay
 * while its facts are read anew.
 */
export function oncePerPicture<V>(
  kinds: readonly FactKind[],
  make: (picture: ProductionPicture, context: RuleContext) => V,
): (picture: ProductionPicture, context: RuleContext) => V {
  const memo = oncePer((_picture: ProductionPicture): { lists: readonly unknown[]; made?: { readonly value: V } } => ({
    lists: [],
  }));
  return (picture, context) => {
    const known = memo(picture);
    const lists = kinds.map((kind) => context.inWorkspace(kind));
    if (!known.made || lists.some((list, at) => list !== known.lists[at])) {
      known.lists = lists;
      known.made = { value: make(picture, context) };
    }
    return known.made.value;
  };
}
