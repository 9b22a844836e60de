import { openFormerNames } from './former-names.ts';
import { openProducts } from './bought-in.ts';
import type { DeployedService, DeployedWorkload, Environment, Program } from '../model/production.ts';
import type { Place } from '../model/span.ts';
import type { ProductionInput } from './input.ts';
import { withinAnother } from './commands/many-in-one.ts';
import { environmentOf } from './environments.ts';
import { isTelling, safeName, tellingName, uniqueName } from './names.ts';
import { openProjects, type Projects } from './projects.ts';
import { openServing } from './serving.ts';
import { isDeployed } from './standing.ts';
import { say } from '../words/say.ts';

interface Found {
  readonly programs: readonly Program[];
  readonly workloads: readonly DeployedWorkload[];
  readonly undeclared: boolean;
  /** Dockerfiles whose image a workload runs: what they start by themselves is no further service. */
  readonly running?: ReadonlySet<string>;
}

/** What the review is about: deployed programs with their workloads, under the names that the deployment gives them. */
export function findServices(input: ProductionInput, found: Found): readonly DeployedService[] {
  const { programs, workloads, undeclared, running: runningImages = new Set() } = found;
  const byId = new Map(programs.map((program) => [program.id, program]));
  const services: Service[] = [];
  const deployed = workloads.filter(openServing(workloads, openProducts(input)));
  // Where something runs for users, what only developers start is none of the services.
  const serving = deployed.filter(
    (each) =>
      each.environments.some(({ environment }) => environment !== 'development') && !isManyInOne(each, programs),
  );
  const add = (workload: DeployedWorkload) => {
    const program = programOf(workload, byId);
    services.push({
      wanted: nameOf(workload, program),
      instead: program && otherNameOf(workload, nameOfProgram(program, input.workspaceName)),
      workload: workload.name,
      ...(program ? { program: program.id } : {}),
      environments: [...new Set(workload.environments.map(({ environment }) => environment))],
      because:
        workload.kind === 'compose'
          ? say('services.the-compose-file-runs-it', { name: workload.name })
          : say('services.the-runs-it', { kind: workload.kind, name: workload.name }),
      places: workload.environments.map(({ at }) => at),
    });
  };
  for (const workload of serving) add(workload);
  // What only developers start under another name is still deployed by its image.
  const running = new Set(
    workloads.flatMap(({ containers, environments }) =>
      environments.every(({ environment }) => environment === 'development')
        ? []
        : containers.flatMap(({ program }) => program ?? []),
    ),
  );
  const alone = services.length === 0;
  for (const program of programs) {
    if (
      running.has(program.id) ||
      !isServing(program, { undeclared, alone: program.kind === 'site' ? services.length === 0 : alone })
    )
      continue;
    const start = program.starts.find(
      (each) => isDeployed(each) && !runningImages.has(each.at.file) && !/^(s6|supervisord)$/.test(each.by),
    );
    if (!start && !undeclared) continue;
    services.push({
      wanted: nameOfProgram(program, input.workspaceName),
      instead: undefined,
      program: program.id,
      environments: [...new Set(program.starts.filter(isDeployed).map(({ environment }) => environment))],
      because: start?.because ?? say('services.no-deployment-was-found-and'),
      places: start
        ? [start.at]
        : program.entry === undefined
          ? []
          : [{ file: program.entry, span: { start: 0, end: 0 } }],
    });
  }
  // A system that is only ever started for developers is shown as they start it.
  if (services.length === 0)
    for (const workload of deployed)
      if (workload.environments.some(({ at }) => !/(^|\/)\.\w/.test(at.file))) add(workload);
  const projects = openProjects(input.paths);
  // Where nothing else tells what runs, it is what images are made of.
  if (services.length === 0) services.push(...imaged(projects, programs, input.workspaceName));
  const own = programs.filter(({ id }) => services.some(({ program }) => program === id));
  return withNames(services, { former: formerNames(input, byId), rootOf: projects.rootsOf(own) });
}

/** The folders with a Dockerfile beside a build file, each with the one program that is there. */
function imaged(projects: Projects, programs: readonly Program[], workspaceName: string): Service[] {
  const rootOf = projects.rootsOf(programs);
  return projects.imaged.flatMap((folder): Service[] => {
    if (environmentOf({ file: `${folder}/Dockerfile` }).environment === 'development') return [];
    const [only, ...more] = programs.filter(({ id }) => rootOf(id) === folder);
    return [
      {
        wanted: tellingName(folder) ?? workspaceName,
        instead: undefined,
        ...(only && more.length === 0 ? { program: only.id } : {}),
        root: folder,
        environments: [],
        because: say('services.it-has-a-build-file'),
        places: [],
      },
    ];
  });
}

interface Service {
  readonly wanted: string;
  /** The name where another service has the wanted one. */
  readonly instead: string | undefined;
  readonly workload?: string;
  readonly program?: string;
  /** Folder of what is known by its image alone. */
  readonly root?: string;
  readonly environments: readonly Environment[];
  readonly because: string;
  readonly places: readonly Place[];
}

/** Whether a workload runs a binary that is many programs: these are the services. */
function isManyInOne({ containers }: DeployedWorkload, programs: readonly Program[]): boolean {
  return containers.some(({ program }) =>
    programs.some(
      ({ kind, starts }) =>
        kind === 'server' && starts.some(({ by, at }) => by === withinAnother && at.file === program),
    ),
  );
}

function programOf({ containers }: DeployedWorkload, byId: ReadonlyMap<string, Program>): Program | undefined {
  const own = containers.flatMap(({ program }) => (program === undefined ? [] : (byId.get(program) ?? [])));
  // A pod with a proxy of ours beside the program is the program's.
  return own.find(({ kind }) => kind !== 'command') ?? own[0];
}

/** Whether a program that no workload runs is a service: an image of it is made, or nothing says what is deployed. */
function isServing({ kind, starts }: Program, { undeclared, alone }: { undeclared: boolean; alone: boolean }): boolean {
  if (kind !== 'server' && kind !== 'site' && kind !== 'worker') return false;
  if (undeclared) return kind !== 'worker';
  // Commands of a binary that is many programs are services of their own, whatever else there is.
  return starts.some(isDeployed) && (alone || starts.some(({ by }) => by === withinAnother));
}

/** The name where several have the wanted one: the processes of a Procfile run one program. */
function otherNameOf({ kind, containers }: DeployedWorkload, ofProgram: string): string {
  const process = containers[0]?.name;
  return /^(Procfile|Heroku)$/.test(kind) && process !== undefined ? `${ofProgram}-${process}` : ofProgram;
}

function nameOf({ name: unique, kind, containers }: DeployedWorkload, program: Program | undefined): string {
  const name = kind === 'compose' ? (containers[0]?.name ?? unique) : unique;
  const tells =
    !/^(Procfile|Heroku)$/.test(kind) &&
    !/^(src|apps?|docker|rootfs.*|main|build|containers?|images?|base|code|project)$/i.test(name);
  return tells ? name : (program && nameOfProgram(program, '')) || name;
}

/** What a program is called by its own: its command's folder, its project's folder; the workspace's name at the top. */
function nameOfProgram({ folder, entry, language }: Program, workspaceName: string): string {
  const file = entry?.slice(entry.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  const own = folder.split('/').at(-1) ?? '';
  if (language === 'java' && entry !== undefined)
    return tellingName(entry.split(/(?:^|\/)src\//)[0] ?? '') ?? workspaceName;
  if (isTelling(own) && own !== 'internal' && own !== 'pkg') return own;
  const above = tellingName(folder);
  if (above !== undefined) return above;
  return workspaceName === '' && file !== undefined && isTelling(file) ? file : workspaceName;
}

/** Under which names a service was known before. */
function formerNames(
  input: ProductionInput,
  byId: ReadonlyMap<string, Program>,
): (service: Service) => readonly string[] {
  const former = openFormerNames(input);
  return ({ workload, program, root }) => {
    const own = program === undefined ? undefined : byId.get(program);
    return [
      ...new Set([
        ...(workload === undefined ? [] : former.ofWorkload(workload)),
        ...(own ? former.ofFile(own.entry ?? `${own.folder}/x`) : []),
        ...(root === undefined ? [] : former.ofFile(`${root}/x`)),
      ]),
    ];
  };
}

interface Known {
  readonly former: (service: Service) => readonly string[];
  readonly rootOf: (program: string) => string | undefined;
}

function withNames(services: readonly Service[], { former, rootOf }: Known): DeployedService[] {
  const wanted = new Map<string, number>();
  for (const service of services) wanted.set(safeName(service.wanted), (wanted.get(safeName(service.wanted)) ?? 0) + 1);
  const taken = new Set<string>();
  return services.map((service) => {
    const isShared = (wanted.get(safeName(service.wanted)) ?? 0) > 1;
    const name = uniqueName(taken, isShared && service.instead ? service.instead : service.wanted);
    taken.add(name);
    const { workload, program, environments, because, places } = service;
    const root = program === undefined ? service.root : rootOf(program);
    return {
      name,
      was: former(service).filter((each) => each !== name),
      ...(workload === undefined ? {} : { workload }),
      ...(program === undefined ? {} : { program }),
      ...(root === undefined ? {} : { root }),
      environments: environments.length === 0 ? ['production'] : environments,
      because,
      places,
    };
  });
}
