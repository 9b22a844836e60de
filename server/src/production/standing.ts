import type { DeployedWorkload, FileStanding, Program, ProgramKind, Standing, Start } from '../model/production.ts';
import type { ModuleLinks } from '../model/link-fact.ts';
import type { Located } from '../model/rule.ts';
import { gather } from './gather.ts';
import { openUnlisted } from './manifest-environments.ts';
import { ancestors } from './service-matching.ts';
import type { ProductionInput } from './input.ts';
import { say } from '../words/say.ts';

export interface StandingInput extends Pick<ProductionInput, 'facts'> {
  readonly programs: readonly Program[];
  readonly workloads: readonly DeployedWorkload[];
  /** Nothing says what is deployed: every program counts as deployed. */
  readonly undeclared: boolean;
}

const byKind: Readonly<Record<ProgramKind, Standing>> = {
  server: 'serves',
  site: 'serves',
  worker: 'works',
  job: 'runs-once',
  function: 'runs-once',
  command: 'operates',
  library: 'unreached',
};

/** The more of it users notice, the earlier. */
const order: readonly Standing[] = ['serves', 'works', 'runs-once', 'operates', 'develops', 'unknown', 'unreached'];

/** What each file is for: code by the programs that reach it, manifests by the environments that they are for. */
export function standingsOf({ programs, workloads, undeclared, facts }: StandingInput): Map<string, FileStanding> {
  const standings = new Map<string, FileStanding>();
  const loading = new Map<string, string>();
  /** The programs of each file: one list that grows, as many programs may share a file. */
  const running = new Map<string, string[]>();
  for (const program of programs) {
    const { standing, because } = standingOfProgram(program, undeclared);
    for (const file of program.files) {
      const before = standings.get(file);
      gather(running, file, program.id);
      if (!before || order.indexOf(standing) < order.indexOf(before.standing))
        standings.set(file, { standing, because, programs: running.get(file) ?? [] });
    }
    for (const folder of program.loads) loading.set(folder, program.id);
  }
  const followed = new Set(
    programs.filter(({ starts }) => undeclared || starts.some(isDeployed)).map(({ language }) => familyOf(language)),
  );
  const idle = new Set(programs.flatMap((each) => [...each.idle]));
  const lost = lostFamilies((file) => standings.has(file) || idle.has(file), facts('module-links'));
  for (const { file, fact } of facts('module-links')) {
    if (standings.has(file)) continue;
    if (undeclared || !followed.has(familyOf(fact.language))) {
      const because = say('standing.no-deployed-program-in-its');
      standings.set(file, { standing: 'unknown', because, programs: [] });
      continue;
    }
    const folder = [...ancestors(file)].find((each) => loading.has(each));
    const family = familyOf(fact.language);
    standings.set(
      file,
      folder === undefined
        ? lost.has(family)
          ? {
              standing: 'unknown',
              because: say('standing.most-code-in-its-language'),
              programs: [],
            }
          : { standing: 'unreached', because: unreachedBecause(idle.has(file)), programs: [] }
        : {
            standing: 'unknown',
            because: say('standing.may-load-files-in', {
              loading: loading.get(folder) ?? '',
              value: folder === '' ? say('standing.this-repository') : folder,
            }),
            programs: [],
          },
    );
  }
  const pipelines = [...facts('action-use'), ...facts('image-use').filter(({ fact }) => fact.as === 'job')];
  for (const { file } of pipelines)
    if (!standings.has(file))
      standings.set(file, { standing: 'develops', because: say('standing.only-a-pipeline-runs-it'), programs: [] });
  const unlisted = openUnlisted(facts('kustomization'));
  const manifests = [...facts('container'), ...facts('alert'), ...facts('recording-rule'), ...facts('network-service')];
  for (const { file } of manifests) {
    const because = unlisted(file);
    if (because !== undefined) standings.set(file, { standing: 'unreached', because, programs: [] });
  }
  for (const [file, standing] of ofManifests(programs, workloads))
    if (!standings.has(file)) standings.set(file, standing);
  return standings;
}

function unreachedBecause(isIdle: boolean): string {
  return say(isIdle ? 'standing.no-known-program-uses-it' : 'standing.no-known-program-imports-it');
}

/** Files that say how something is started: development only where nothing else is started by them. */
function ofManifests(programs: readonly Program[], workloads: readonly DeployedWorkload[]): Map<string, FileStanding> {
  const found = new Map<string, FileStanding>();
  const add = (file: string, isForUsers: boolean, { because, once }: { because: string; once: boolean }) => {
    const standing: Standing = !isForUsers ? 'develops' : once ? 'runs-once' : 'serves';
    const before = found.get(file);
    if (!before || order.indexOf(standing) < order.indexOf(before.standing))
      found.set(file, { standing, because, programs: [] });
  };
  for (const { kind, name, environments } of workloads) {
    for (const { environment, at } of environments)
      add(at.file, environment !== 'development', {
        because: say('standing.for', { kind, name, environment }),
        once: /^(Job|CronJob)$/.test(kind),
      });
  }
  for (const { kind, starts } of programs) {
    for (const each of starts)
      add(each.at.file, isDeployed(each), { because: each.because, once: kind === 'job' || kind === 'function' });
  }
  return found;
}

/** Where Go keeps the programs that are handed to people: tools of operators among them. */
const entries = /(^|\/)cmd\/[^/]+\/[^/]+\.go$/;

/** Of the files in a language, those that no program reaches where something was not followed: a third is no rest. */
const lostShare = 1 / 3;
/** Fewer files say nothing. */
const fewFiles = 20;

/** Languages of which so much is not reached that the programs found are not all, or their imports were not followed. */
function lostFamilies(
  isReached: (file: string) => boolean,
  links: readonly Located<ModuleLinks>[],
): ReadonlySet<string> {
  const counts = new Map<string, { all: number; reached: number }>();
  for (const { file, fact } of links) {
    const family = familyOf(fact.language);
    const count = counts.get(family) ?? { all: 0, reached: 0 };
    counts.set(family, count);
    count.all++;
    if (isReached(file)) count.reached++;
  }
  return new Set(
    [...counts].flatMap(([family, { all, reached }]) =>
      all >= fewFiles && (all - reached) / all > lostShare ? [family] : [],
    ),
  );
}

/** The languages that run each other as one: JavaScript and TypeScript. */
export function familyOf(language: string): string {
  return language === 'typescript' ? 'javascript' : language;
}

/** What a program is for, by what starts it. */
export function standingOfProgram(
  { id, kind, starts }: Pick<Program, 'id' | 'kind' | 'starts'>,
  undeclared: boolean,
): { standing: Standing; because: string } {
  const deployed = starts.find(isDeployed);
  if (deployed) return { standing: byKind[kind] === 'unreached' ? 'serves' : byKind[kind], because: deployed.because };
  const [first] = starts;
  if (first) return { standing: 'develops', because: first.because };
  if (undeclared)
    return {
      standing: byKind[kind],
      because: say('standing.no-deployment-was-found-so'),
    };
  return kind === 'command' || entries.test(id)
    ? { standing: 'operates', because: say('standing.nothing-starts-it-people-may') }
    : { standing: 'unreached', because: say('standing.no-known-command-starts-its') };
}

/** Whether a start runs something for users, and not only for developers. */
export function isDeployed({ environment, develops }: Start): boolean {
  return environment !== 'development' && develops !== true;
}
