import { findServices as findFormer } from './former-services.ts';
import { openProducts } from './bought-in.ts';
import { openMatching } from './service-matching.ts';
import type { DeployedService, DeployedWorkload, Environment, Program } from '../model/production.ts';
import type { Place } from '../model/span.ts';
import type { ProductionInput } from './input.ts';
import { withinAnother } from './many-in-one.ts';
import { isTelling, tellingName } from './names.ts';
import { openServing } from './serving.ts';
import { isDeployed } from './standing.ts';

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
          ? `the compose file runs it as ${workload.name}`
          : `the ${workload.kind} ${workload.name} runs it`,
      places: workload.environments.map(({ at }) => at),
    });
  };
  for (const workload of serving) add(workload);
  const running = new Set(workloads.flatMap(({ containers }) => containers.flatMap(({ program }) => program ?? [])));
  for (const program of programs) {
    if (running.has(program.id) || !isServing(program, { undeclared, alone: services.length === 0 })) continue;
    const start = program.starts.find(
      (each) => isDeployed(each) && !runningImages.has(each.at.file) && !/^(s6|supervisord)$/.test(each.by),
    );
    if (!start && !undeclared) continue;
    services.push({
      wanted: nameOfProgram(program, input.workspaceName),
      instead: undefined,
      program: program.id,
      environments: [...new Set(program.starts.filter(isDeployed).map(({ environment }) => environment))],
      because: start?.because ?? 'nothing says what is deployed, and its program serves',
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
  return withNames(services, formerNames(input, byId));
}

interface Service {
  readonly wanted: string;
  /** The name where another service has the wanted one. */
  readonly instead: string | undefined;
  readonly workload?: string;
  readonly program?: string;
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
function isServing(
  { kind, starts, files }: Program,
  { undeclared, alone }: { undeclared: boolean; alone: boolean },
): boolean {
  if (kind !== 'server' && kind !== 'site' && kind !== 'worker') return false;
  if (undeclared) return kind !== 'worker';
  return starts.some(isDeployed) && (alone || (kind === 'server' && files.size > 0));
}

/** The name where several have the wanted one: the processes of a Procfile run one program. */
function otherNameOf({ kind, containers }: DeployedWorkload, ofProgram: string): string {
  const process = containers[0]?.name;
  return kind === 'Procfile' && process !== undefined ? `${ofProgram}-${process}` : ofProgram;
}

function nameOf({ name: unique, kind, containers }: DeployedWorkload, program: Program | undefined): string {
  const name = kind === 'compose' ? (containers[0]?.name ?? unique) : unique;
  const tells =
    kind !== 'Procfile' &&
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

/** What the services of today's index would be called, for a workload or a program. */
function formerNames(
  { paths, facts, workspaceName }: ProductionInput,
  byId: ReadonlyMap<string, Program>,
): (service: Service) => readonly string[] {
  const former = findFormer({ files: paths, facts, workspaceName });
  const matching = openMatching(former);
  return ({ workload, program }) => {
    const byWorkload = former.filter(({ workloads }) => workload !== undefined && workloads.includes(workload));
    const own = program === undefined ? undefined : byId.get(program);
    const inFolder = own && matching.deepest(own.entry ?? `${own.folder}/x`);
    return [...new Set([...byWorkload, ...(inFolder ? [inFolder] : [])].map(({ name }) => name))];
  };
}

function withNames(services: readonly Service[], former: (service: Service) => readonly string[]): DeployedService[] {
  const wanted = new Map<string, number>();
  for (const service of services) wanted.set(plain(service.wanted), (wanted.get(plain(service.wanted)) ?? 0) + 1);
  const taken = new Set<string>();
  return services.map((service) => {
    const isShared = (wanted.get(plain(service.wanted)) ?? 0) > 1;
    const base = isShared && service.instead ? plain(service.instead) : plain(service.wanted);
    let name = base;
    for (let count = 2; taken.has(name); count++) name = `${base}-${count}`;
    taken.add(name);
    const { workload, program, environments, because, places } = service;
    return {
      name,
      was: former(service).filter((each) => each !== name),
      ...(workload === undefined ? {} : { workload }),
      ...(program === undefined ? {} : { program }),
      environments: environments.length === 0 ? ['production'] : environments,
      because,
      places,
    };
  });
}

function plain(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[^a-z0-9.-]+/g, '-')
      .replace(/^[-.]+|[-.]+$/g, '') || 'service'
  );
}
