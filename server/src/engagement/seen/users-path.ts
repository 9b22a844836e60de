import type { Environment, ProgramKind } from '../../model/production.ts';
import type { Finding } from '../../model/site.ts';
import type { Span } from '../../model/span.ts';
import { listed } from '../../report/summary/input.ts';
import type { PartInput } from '../part.ts';

type Input = Pick<PartInput, 'service' | 'index' | 'portrait' | 'review'>;

/** Whether somebody waits for what a service does. */
export interface UsersPath {
  /** `users`: from outside of the cluster; `requests`: it answers requests; `none`: nobody is seen to wait; `unknown`: no file tells. */
  readonly is: 'users' | 'requests' | 'none' | 'unknown';
  /** One clause, ready for people. */
  readonly because: string;
}

/** Routes that the platform asks, and nobody else. */
const ownRoute =
  /^(?:[A-Z]+ )?\/?(?:-\/)?(?:healthz?|health.*|livez?|liveness|alive|readyz?|readiness|ready|healthy|startup|metrics|prometheus|ping|status|version|debug(?:\/.*)?|actuator(?:\/.*)?)(?:[/?].*)?$/i;

/** How requests come to a service: by what lets them in, by what it answers, or by who calls it. */
export function usersPathOf({ service, index, portrait, review }: Input): UsersPath {
  const { profile } = review;
  const entrance = profile.traits.find(({ id }) => id === 'users');
  if (entrance) return { is: 'users', because: entrance.because };
  const kind = programOf({ service, index })?.kind;
  if (kind === 'site' || (profile.kind.value === 'website' && !profile.kind.assumed))
    return { is: 'users', because: 'it is a website' };
  const callers = portrait.callers.filter(({ known }) => known).map(({ name }) => name);
  if (callers.length > 0)
    return { is: 'requests', because: `${listed(callers, 3)} ${callers.length === 1 ? 'calls' : 'call'} it` };
  const routes = portrait.routes.filter((route) => !ownRoute.test(route));
  if (routes.length > 0) return { is: 'requests', because: `it answers ${listed(routes, 2)}` };
  const [rpc] = index
    .ofService(service, 'functions')
    .flatMap(({ file, fact }) =>
      isOperated(index, file)
        ? fact.entries.filter((entry) => entry.waits === 'user' && entry.service !== undefined)
        : [],
    );
  if (rpc) return { is: 'requests', because: `it answers ${rpc.words}` };
  if (profile.kind.value === 'job' || (kind !== undefined && withoutRequests.has(kind)))
    return {
      is: 'none',
      because: `it is a ${profile.kind.value === 'job' ? 'job' : programWords[kind ?? 'job']}, and answers no requests`,
    };
  return { is: 'unknown', because: 'no file shows what sends requests to it' };
}

const withoutRequests: ReadonlySet<ProgramKind> = new Set(['worker', 'job', 'command', 'library']);
const programWords: Readonly<Record<ProgramKind, string>> = {
  server: 'server',
  site: 'website',
  worker: 'worker or controller',
  job: 'job',
  function: 'function',
  command: 'command',
  library: 'library',
};

function programOf({ service, index }: Pick<Input, 'service' | 'index'>) {
  const picture = index.production();
  const own = picture.services.find(({ name }) => name === service.name);
  return picture.programs.find(({ id }) => id === own?.program);
}

function isOperated(index: Input['index'], file: string): boolean {
  const standing = index.production().standing.get(file)?.standing;
  return standing === undefined || standing === 'serves' || standing === 'unknown';
}

/** Who meets the place of a finding. */
export interface Reach {
  /**
   * `request`: somebody waits there; `message`: only messages do; `service`: it is of the workload, and so of all that it does;
   * `apart`: code of a server or worker to which no request was followed; `unknown`: code of which nothing tells what runs it;
   * `aside`: code that no service runs; `elsewhere`: outside of production.
   */
  readonly on: 'request' | 'message' | 'service' | 'apart' | 'unknown' | 'aside' | 'elsewhere';
  /** One clause, ready for people. */
  readonly because: string;
}

/** The nearest to users first. */
export const reaches: readonly Reach['on'][] = [
  'request',
  'service',
  'unknown',
  'message',
  'apart',
  'aside',
  'elsewhere',
];

/** Who meets a finding: by the way of requests to its place, by what runs its code, or by where its workload is deployed. */
export function reachOf(input: Input, { file, span }: Pick<Finding, 'file' | 'span'>): Reach {
  const { index } = input;
  const picture = index.production();
  const way = index.onPath(file, span);
  if (way?.waits === 'user') return { on: 'request', because: `${way.steps[0]?.words ?? 'a request'} reaches it` };
  if (way)
    return { on: 'message', because: `${way.steps[0]?.words ?? 'messages'} reach it, and no user waits for them` };
  const whole: Reach = { on: 'service', because: 'it affects the whole service' };
  if (
    wholeKinds.some((kind) =>
      index.inWorkspace(kind).some((each) => each.file === file && touches(each.fact.span, span)),
    )
  )
    return whole;
  const standing = picture.standing.get(file);
  const isCode = index.inWorkspace('functions').some((each) => each.file === file);
  if (isCode && standing) {
    switch (standing.standing) {
      case 'runs-once':
      case 'operates':
        return { on: 'aside', because: 'it runs once or manually' };
      case 'develops':
      case 'unreached':
        return { on: 'aside', because: 'no deployed program runs it' };
      case 'serves':
      case 'works':
        return { on: 'apart', because: 'no user request was traced to it' };
      case 'unknown':
        return { on: 'unknown', because: 'no file shows what runs it' };
    }
  }
  const environments = environmentsOf(input, file);
  if (environments.length > 0 && !environments.includes('production'))
    return { on: 'elsewhere', because: `it is deployed to ${listed(environments)} only` };
  return whole;
}

/** What serves, stops or measures a whole process: no request comes to the place where it is made. */
const wholeKinds = ['server', 'server-limit', 'shutdown-hook', 'metrics-export', 'connection-pool'] as const;

const touches = (a: Span, b: Span) => a.start <= b.end && b.start <= a.end;

function environmentsOf({ index, service }: Input, file: string): readonly Environment[] {
  const own = index.production().workloads.filter(({ name }) => service.workloads.includes(name));
  const found = own.flatMap(({ environments }) => environments.filter(({ at }) => at.file === file));
  return [...new Set(found.map(({ environment }) => environment))];
}
