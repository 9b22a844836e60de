import type { ServerStart, ShutdownHook } from '../../model/code-fact.ts';
import type { Located, RuleContext } from '../../model/rule.ts';

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

/** Whether what is registered is asked by monitoring alone, or by it and the orchestrator. */
export function servesMonitoringAlone(paths: readonly string[]): boolean {
  return paths.some((path) => scraped.test(path)) && paths.every((path) => scraped.test(path) || asked.test(path));
}

/** Paths that only monitoring asks, and those that the orchestrator asks. */
const scraped = /^\/(metrics|debug|pprof)(\/|$)/i;
const asked = /^\/(health|healthz|ready|readyz|readiness|live|livez|liveness)(\/|$)/i;

/** Whether what reacts to SIGTERM is set up in the same function, after a call that waits for the server's end. */
export function isBehind({ span }: ShutdownHook, { holdsUp }: ServerStart): boolean {
  return holdsUp !== undefined && holdsUp.start <= span.start && span.end <= holdsUp.end;
}
