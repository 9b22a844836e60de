import type { ServerStart, ShutdownHook } from '../../../model/code-fact.ts';
import { withoutWebApi } from '../../../model/stop-fact.ts';
import type { Program } from '../../../model/production.ts';
import type { Located, RuleContext } from '../../../model/rule.ts';

/** A hook without signals gets those that its library fixes, SIGTERM among them. */
export function reactsToTerm({ signals }: ShutdownHook): boolean {
  return signals.length === 0 || signals.includes('SIGTERM');
}

/** What a framework is told, one file for all that say no; without it what its version does. */
export function settingAmong(hooks: readonly Located<ShutdownHook>[]): Located<ShutdownHook> | undefined {
  const settings = hooks.filter(({ fact }) => fact.decides && !fact.inherited);
  const told = settings.filter(({ file }) => /\.(properties|ya?ml)$/.test(file));
  const some = told.length > 0 ? told : settings;
  return some.find(({ fact }) => fact.drains === 'present') ?? some[0];
}

const webStarter = /:spring-boot-starter-(web|webflux|webmvc|jersey|data-rest|undertow|jetty|tomcat)$/;

/** What the nearest build file above says for a module that serves the web and names no version of its own. */
export function settingAbove({ file, inService, inWorkspace }: RuleContext): Located<ShutdownHook> | undefined {
  if (!inService('library').some(({ fact }) => webStarter.test(fact.name))) return undefined;
  const folder = (path: string) => path.slice(0, path.lastIndexOf('/') + 1);
  return inWorkspace('shutdown-hook')
    .filter((hook) => hook.fact.inherited && file.startsWith(folder(hook.file)))
    .toSorted((a, b) => folder(b.file).length - folder(a.file).length)[0];
}

/** What reacts to signals in the programs that run the file, its own first; in the service where the programs are not known. */
export function hooksAround(context: RuleContext): Located<ShutdownHook>[] {
  const { file } = context;
  const inFile = context.inFile('shutdown-hook').map((fact) => ({ file, fact }));
  const others = context
    .inService('shutdown-hook')
    .filter((hook) => hook.file !== file && hook.fact.api !== withoutWebApi);
  const programs = programsAround(context);
  if (programs.length === 0) return [...inFile, ...others];
  // Settings of frameworks stand beside the code, and are in the files of no program.
  const isAround = ({ file: at, fact }: Located<ShutdownHook>) =>
    fact.decides === true || programs.some(({ files }) => files.has(at));
  return [...inFile, ...others.filter(isAround)];
}

/** Whether the settings of a program of Spring Boot leave out its server for the web. */
export function servesNoWeb({ inService }: RuleContext): boolean {
  return inService('shutdown-hook').some(({ fact }) => fact.api === withoutWebApi);
}

/** The programs that can run the fact's file. */
export function programsAround(context: RuleContext): readonly Program[] {
  const picture = context.production();
  const ids = picture?.standing.get(context.file)?.programs ?? [];
  return picture?.programs.filter(({ id }) => ids.includes(id)) ?? [];
}

/** Whether what is registered is asked by monitoring alone, or by it and the orchestrator. */
export function servesMonitoringAlone(paths: readonly string[]): boolean {
  return paths.some((path) => scraped.test(path)) && paths.every((path) => scraped.test(path) || asked.test(path));
}

/** Whether a file's routes are asked by the orchestrator and nobody else. */
export function servesProbesAlone(paths: readonly string[]): boolean {
  return paths.length > 0 && paths.every((path) => asked.test(path));
}

/** Paths that only monitoring asks, and those that the orchestrator asks. */
const scraped = /^\/(metrics|debug|pprof)(\/|$)/i;
const asked = /^\/(health|healthz|ready|readyz|readiness|live|livez|liveness)(\/|$)/i;

/** Whether what reacts to SIGTERM is set up in the same function, after a call that waits for the server's end. */
export function isBehind({ span }: ShutdownHook, { holdsUp }: ServerStart): boolean {
  return holdsUp !== undefined && holdsUp.start <= span.start && span.end <= holdsUp.end;
}
