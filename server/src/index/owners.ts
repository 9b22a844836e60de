import type { Fact } from '../model/fact.ts';
import type { DeployedWorkload, ProductionPicture } from '../model/production.ts';
import { openWorkloadOf } from '../model/workload-of.ts';
import type { Service } from '../model/service.ts';
import { type Place, placeKey } from '../model/span.ts';
import { languageOfBuild, languageOfPath } from '../production/entries.ts';
import { gather } from '../production/gather.ts';
import { folderOf, upwards } from '../production/modules/paths.ts';
import { isImageFile, openProjects } from '../production/projects.ts';
import { familyOf } from '../production/standing.ts';
import { withinAnother } from '../production/commands/many-in-one.ts';
import { namedBy } from './named-by.ts';

/** Tells to which services a file, or a fact in it, belongs, by their names; none where it is the workspace's. */
export interface Owners {
  of(file: string, fact?: Fact): readonly string[];
  /** The folder with a build file around a file; the file itself where there is none. */
  projectOf(file: string): string;
}

export interface OwnersInput {
  readonly services: readonly Service[];
  readonly picture: ProductionPicture;
  /** All paths of the workspace. */
  readonly paths: Iterable<string>;
}

const nobody: readonly string[] = [];

/**
 * What names a service is its own first; then code is of those whose programs reach it, and what stands beside code of those
 * whose start or project it is. Depends on no place in a text but those of compose services, which `placed` looks up.
 */
export function openOwners({ services, picture, paths }: OwnersInput, placed: WorkloadAt): Owners {
  const byProgram = runningOf(services, picture);
  const byWorkload = new Map<string, string[]>();
  for (const { name, workloads } of services) for (const each of workloads) gather(byWorkload, each, name);
  const ofPrograms = (ids: Iterable<string>) => [...new Set([...ids].flatMap((id) => byProgram.get(id) ?? []))].sort();
  /** A job that runs the program of a service is of that service; what others made is of nobody. */
  const ofWorkload = ({ name, containers }: DeployedWorkload) =>
    byWorkload.get(name) ?? ofPrograms(containers.flatMap(({ program }) => program ?? []));
  const workloadOf = openWorkloadOf(picture.workloads);
  const hosts = new Map<string, DeployedWorkload>();
  for (const each of picture.workloads) for (const host of each.hosts) if (!hosts.has(host)) hosts.set(host, each);
  const beside = openBeside({ services, picture, paths }, ofPrograms);

  const ofFile = (file: string): readonly string[] => {
    const standing = picture.standing.get(file);
    const running = ofPrograms(standing?.programs ?? []);
    if (running.length > 0) return running;
    const language = languageOfPath(file);
    return language === undefined ? beside.ofFile(file) : beside.ofCode(file, { language, standing });
  };
  /** The services of the workload that a fact is about; undefined where it is about none. */
  const about = (file: string, fact: Fact): readonly string[] | undefined => {
    const named = (workload: DeployedWorkload | undefined) => workload && ofWorkload(workload);
    switch (fact.kind) {
      case 'container':
        return named(workloadOf({ file, owner: fact.owner }));
      case 'workload':
        return named(workloadOf({ file, owner: fact }));
      case 'autoscaler':
        return named(workloadOf({ file, owner: fact.target }));
      case 'network-service':
        return named(hosts.get(fact.name));
      case 'compose-service':
      case 'image-use':
        return named(placed(file, fact.span));
      // It says something of what it releases alone.
      case 'release-value':
        return nobody;
      // The pipeline of a repository that is one service releases that service.
      case 'action-use':
        return services.length === 1 ? services.map(({ name }) => name) : undefined;
      default:
        return undefined;
    }
  };
  const files = new Map<string, readonly string[]>();
  const facts = new WeakMap<Fact, readonly string[]>();
  const whole = (file: string) => {
    const known = files.get(file) ?? ofFile(file);
    files.set(file, known);
    return known;
  };
  const find = (file: string, fact: Fact): readonly string[] => {
    const named = namedBy(services, file, fact);
    return named.length > 0 ? named.map(({ name }) => name) : (about(file, fact) ?? whole(file));
  };
  return {
    projectOf: beside.projectOf,
    of(file, fact) {
      if (!fact) return whole(file);
      const known = facts.get(fact) ?? find(file, fact);
      facts.set(fact, known);
      return known;
    },
  };
}

/** By program, the services that run it: as their own, or beside it from the very same start, as the pages of a server. */
function runningOf(
  services: readonly Service[],
  { programs }: ProductionPicture,
): ReadonlyMap<string, readonly string[]> {
  const byProgram = new Map<string, string[]>();
  for (const { name, programs: own } of services) for (const each of own) gather(byProgram, each, name);
  const byStart = new Map<string, Set<string>>();
  for (const { id, starts } of programs) {
    for (const name of byProgram.get(id) ?? [])
      for (const { at, by } of starts)
        // The commands of one binary are all started there, each for itself.
        if (by !== withinAnother) byStart.set(placeKey(at), (byStart.get(placeKey(at)) ?? new Set()).add(name));
  }
  for (const { id, starts } of programs) {
    const beside = new Set(byProgram.has(id) ? [] : starts.flatMap(({ at }) => [...(byStart.get(placeKey(at)) ?? [])]));
    if (beside.size > 0) byProgram.set(id, [...beside]);
  }
  return byProgram;
}

/** The workload that is described at a place of a compose file. */
export type WorkloadAt = (file: string, span: Place['span']) => DeployedWorkload | undefined;

interface Beside extends Pick<Owners, 'projectOf'> {
  ofFile(file: string): readonly string[];
  /** Of code that no program of a service is seen to reach. */
  ofCode(
    file: string,
    seen: { language: string; standing: ReturnType<ProductionPicture['standing']['get']> },
  ): readonly string[];
}

/** Owners by the starts that name a file, by build files and by folders. */
function openBeside(
  { services, picture, paths }: OwnersInput,
  ofPrograms: (ids: Iterable<string>) => readonly string[],
): Beside {
  const all = [...paths];
  const [only, ...more] = services;
  const programs = new Map(picture.programs.map((each) => [each.id, each]));
  const byStart = new Map<string, Set<string>>();
  for (const { id, starts } of picture.programs)
    for (const { at } of starts) byStart.set(at.file, (byStart.get(at.file) ?? new Set()).add(id));
  const byRoot = new Map<string, string[]>();
  for (const { name, root } of services) if (root !== undefined) gather(byRoot, root, name);
  // What is in the project of a program that is no service is none of the services around it.
  const projects = openProjects(all);
  for (const { id, entry, folder } of picture.programs) {
    const project = projects.around(entry ?? `${folder}/x`) ?? '';
    if (project !== '' && !byRoot.has(project)) byRoot.set(project, [...ofPrograms([id])]);
  }
  // What is in no project of many belongs to none of them.
  const isWhole = services.every(({ root }) => root === undefined || root === '');
  const inFolder = (folder: string): readonly string[] => {
    for (const each of upwards(folder)) {
      const found = byRoot.get(each);
      if (found && (each !== '' || isWhole)) return found;
    }
    return only && more.length === 0 ? [only.name] : nobody;
  };
  const builds = openBuilds(services, { picture, paths: all });
  return {
    projectOf: (file) => projects.around(file) ?? file,
    ofFile(file) {
      const started = isImageFile(file) ? byStart.get(file) : undefined;
      if (started) return ofPrograms(started);
      return builds.get(file) ?? inFolder(folderOf(file));
    },
    ofCode(file, { language, standing }) {
      if (standing && standing.standing !== 'unknown') return nobody;
      const found = inFolder(folderOf(file));
      // A tool in a language of its own is none of a program whose code was followed.
      if (picture.undeclared || !standing) return found;
      return found.filter((name) => {
        const own = services.find((each) => each.name === name);
        return (own?.programs ?? []).every((id) => {
          const program = programs.get(id);
          return !program || program.files.size === 0 || familyOf(program.language) === familyOf(language);
        });
      });
    },
  };
}

/** By build file, the services that are built with it: the nearest to their code, and those above their project. */
function openBuilds(
  services: readonly Service[],
  { picture, paths }: Pick<OwnersInput, 'picture' | 'paths'>,
): ReadonlyMap<string, readonly string[]> {
  /** By folder and language. */
  const builds = new Map<string, string[]>();
  const keyOf = (folder: string, language: string) => `${folder}\t${builtBy(language)}`;
  for (const path of paths) {
    const language = languageOfBuild(path);
    if (language !== undefined) gather(builds, keyOf(folderOf(path), language), path);
  }
  const programs = new Map(picture.programs.map((each) => [each.id, each]));
  const found = new Map<string, Set<string>>();
  const add = (files: readonly string[] | undefined, name: string) => {
    for (const file of files ?? []) found.set(file, (found.get(file) ?? new Set()).add(name));
  };
  const nearest = (folder: string, language: string) => {
    for (const each of upwards(folder)) {
      const files = builds.get(keyOf(each, language));
      if (files) return files;
    }
    return undefined;
  };
  for (const { name, root, programs: ids } of services) {
    for (const id of ids) {
      const program = programs.get(id);
      if (!program) continue;
      for (const folder of new Set([...program.files].map(folderOf))) add(nearest(folder, program.language), name);
      for (const each of upwards(root ?? program.folder)) add(builds.get(keyOf(each, program.language)), name);
    }
  }
  return new Map([...found].map(([file, names]) => [file, [...names].sort()]));
}

/** Languages of one build tool are one. */
function builtBy(language: string): string {
  return language === 'kotlin' || language === 'scala' ? 'java' : familyOf(language);
}
