import { languageOf } from '../facts/extractor.ts';
import type { FactKind } from '../model/fact.ts';
import type { Environment, ProductionPicture, RequestPath, Standing } from '../model/production.ts';
import type { Service } from '../model/service.ts';
import type { Finding } from '../model/site.ts';
import type { Place, Span } from '../model/span.ts';
import { openUsers } from '../production/weight.ts';

/**
 * How what is wrong in a place reaches people, from the nearest: a request that somebody waits for runs this line
 * (`request`) or the process that serves it (`every-request`); a message (`message`); or nothing that is seen (`none`).
 */
export const reaches = ['request', 'every-request', 'message', 'none'] as const;

/**
 * Who meets it, from the nearest to users: a request that a user waits for (`request`), all that the service does (`service`), a
 * message (`message`); code of which nothing tells what runs it (`unknown`), what no request notices at once (`later`), code of a
 * server or worker to which no request was followed (`apart`), code that no service runs (`aside`), what is deployed outside of
 * production alone (`elsewhere`).
 */
export const meetings = ['request', 'service', 'message', 'unknown', 'later', 'apart', 'aside', 'elsewhere'] as const;

/** Who meets what is wrong in a place, with one clause that says why. */
export interface Meeting {
  readonly who: (typeof meetings)[number];
  readonly because: string;
}

/** How and from where people meet what is wrong in a place. */
export interface Reach extends Meeting {
  readonly by: (typeof reaches)[number];
  /** For `request` and `message`: where it comes in, then each call. */
  readonly steps: RequestPath['steps'];
  /** Services that run it, and services that call these. */
  readonly callers: number;
  readonly environment: Environment;
}

/** What reaches are read from. */
export interface ReachPorts {
  readonly picture: ProductionPicture;
  onPath(file: string, span: Span): RequestPath | undefined;
}

/** What each request of a service passes, whatever its route. */
const passedByAll: ReadonlySet<FactKind> = new Set([
  'container',
  'compose-service',
  'workload',
  'disruption-budget',
  'server',
  'server-limit',
  'image-start',
  'connection-pool',
  'shutdown-hook',
]);

/** Rules over these facts that tell of builds, or of what is seen later: requests do not notice at once. */
const isAside: ReadonlySet<string> = new Set(['image-unpinned', 'slo-missing', 'no-metrics-endpoint']);

const environments: readonly Environment[] = ['production', 'staging', 'development'];

/** Tells of each finding of a service how it reaches people. */
export interface Reaches {
  of(finding: Pick<Finding, 'rule' | 'file' | 'span' | 'fact'>): Reach;
  /** Of a place of which no rule speaks; `affects` what all requests pass, or nothing that they notice. */
  at(place: Place | undefined, affects: 'all' | 'none'): Reach;
}

/** Reaches over the production picture and the request paths. */
export function openReaches(service: Service, { picture, onPath }: ReachPorts): Reaches {
  const users = openUsers(picture);
  const own = users.of(service.name);
  const nearest = service.environments.length > 0 ? service.environments : environments;
  const usual = environments.find((each) => nearest.includes(each)) ?? 'production';
  const environmentsOf = environmentsByFile(picture);
  const around = (file: string | undefined): Pick<Reach, 'callers' | 'environment'> => ({
    callers: (file === undefined ? undefined : users.ofCode(file)) ?? own,
    environment: (file === undefined ? undefined : environmentsOf.get(file)?.[0]) ?? usual,
  });
  const serves = takesRequests(service, picture);
  const reach = (place: Place | undefined, isPassed: boolean): Reach => {
    const path = place && onPath(place.file, place.span);
    if (path) {
      const by = path.waits === 'user' ? 'request' : 'message';
      return { by, ...metOnPath(by, path.steps[0]?.words), steps: path.steps, ...around(place.file) };
    }
    const isCode = place !== undefined && languageOf(place.file) !== undefined;
    const met =
      isCode && !isPassed
        ? metBeside(picture.standing.get(place.file)?.standing)
        : metThrough(place && environmentsOf.get(place.file), isPassed ? whole : later);
    return { by: serves && isPassed ? 'every-request' : 'none', ...met, steps: [], ...around(place?.file) };
  };
  return {
    of: ({ rule, file, span, fact }) => reach({ file, span }, passedByAll.has(fact.kind) && !isAside.has(rule)),
    at: (place, affects) => reach(place, affects === 'all'),
  };
}

function metOnPath(by: 'request' | 'message', first: string | undefined): Meeting {
  return by === 'request'
    ? { who: 'request', because: `${first ?? 'a request'} reaches it` }
    : { who: 'message', because: `${first ?? 'messages'} reach it, and no user waits for them` };
}

const later: Meeting = { who: 'later', because: 'no request is affected immediately' };
const whole: Meeting = { who: 'service', because: 'it affects the whole service' };

/** What is no code, or concerns all: where it is deployed. */
function metThrough(own: readonly Environment[] | undefined, otherwise: Meeting): Meeting {
  return own && !own.includes('production')
    ? { who: 'elsewhere', because: `it is deployed to ${own.join(' and ')} only` }
    : otherwise;
}

/** Code that no request was followed to, by what runs it. */
function metBeside(standing: Standing | undefined): Meeting {
  switch (standing) {
    case 'runs-once':
    case 'operates':
      return { who: 'aside', because: 'it runs once or manually' };
    case 'develops':
    case 'unreached':
      return { who: 'aside', because: 'no deployed program runs it' };
    case 'serves':
    case 'works':
      return { who: 'apart', because: 'no user request was traced to it' };
    case 'unknown':
    case undefined:
      return { who: 'unknown', because: 'no file shows what runs it' };
  }
}

/** Who meets the places of a risk that a summary has, by what it says of them. */
export function meetingOf({ by, steps }: { by: Reach['by']; steps: readonly { readonly text: string }[] }): Meeting {
  if (by === 'every-request') return whole;
  return by === 'none' ? later : metOnPath(by, steps[0]?.text);
}

/** Whether requests come to a service: its program serves, or, where its code is not here, a Service selects its pods. */
function takesRequests({ programs, workloads }: Service, picture: ProductionPicture): boolean {
  const own = picture.programs.filter(({ id }) => programs.includes(id));
  if (own.length > 0) return own.some(({ kind }) => kind === 'server' || kind === 'site' || kind === 'function');
  return picture.workloads.some(
    ({ name, kind, hosts }) => workloads.includes(name) && kind !== 'compose' && hosts.length > 0,
  );
}

/** Where the workloads of a file are deployed, the environment nearest to users first. */
function environmentsByFile({ workloads }: ProductionPicture): ReadonlyMap<string, readonly Environment[]> {
  const found = new Map<string, Set<Environment>>();
  for (const each of workloads)
    for (const { environment, at } of each.environments)
      found.set(at.file, (found.get(at.file) ?? new Set()).add(environment));
  return new Map([...found].map(([file, own]) => [file, environments.filter((each) => own.has(each))]));
}

/** Compared from left to right, the smaller first: path, callers, environment. */
export function reachOrder({ by, callers, environment }: Reach): readonly number[] {
  const path = by === 'request' || by === 'every-request' ? 0 : by === 'message' ? 1 : 2;
  // Of what no request is seen to reach, nobody knows how many notice it.
  return [path, by === 'none' ? 0 : -callers, environments.indexOf(environment)];
}
