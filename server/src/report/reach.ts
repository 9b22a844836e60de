import type { FactKind } from '../model/fact.ts';
import type { Environment, ProductionPicture, RequestPath } from '../model/production.ts';
import type { Service } from '../model/service.ts';
import type { Finding } from '../model/site.ts';
import type { Place, Span } from '../model/span.ts';
import { openUsers } from '../production/weight.ts';

/**
 * How what is wrong in a place reaches people, from the nearest: a request that somebody waits for runs this line
 * (`request`) or the process that serves it (`every-request`); a message (`message`); or nothing that is seen (`none`).
 */
export const reaches = ['request', 'every-request', 'message', 'none'] as const;

export interface Reach {
  readonly by: (typeof reaches)[number];
  /** For `request` and `message`: where it comes in, then each call. */
  readonly steps: RequestPath['steps'];
  /** Services that run it, and services that call these. */
  readonly callers: number;
  readonly environment: Environment;
}

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
  const environmentOf = environmentsByFile(picture);
  const around = (file: string | undefined): Pick<Reach, 'callers' | 'environment'> => ({
    callers: (file === undefined ? undefined : users.ofCode(file)) ?? own,
    environment: (file === undefined ? undefined : environmentOf.get(file)) ?? usual,
  });
  const serves = takesRequests(service, picture);
  const reach = (place: Place | undefined, isPassed: boolean): Reach => {
    const path = place && onPath(place.file, place.span);
    if (path) return { by: path.waits === 'user' ? 'request' : 'message', steps: path.steps, ...around(place.file) };
    return { by: serves && isPassed ? 'every-request' : 'none', steps: [], ...around(place?.file) };
  };
  return {
    of: ({ rule, file, span, fact }) => reach({ file, span }, passedByAll.has(fact.kind) && !isAside.has(rule)),
    at: (place, affects) => reach(place, affects === 'all'),
  };
}

/** Whether requests come to a service: its program serves, or, where its code is not here, a Service selects its pods. */
function takesRequests({ programs, workloads }: Service, picture: ProductionPicture): boolean {
  const own = picture.programs.filter(({ id }) => programs.includes(id));
  if (own.length > 0) return own.some(({ kind }) => kind === 'server' || kind === 'site' || kind === 'function');
  return picture.workloads.some(
    ({ name, kind, hosts }) => workloads.includes(name) && kind !== 'compose' && hosts.length > 0,
  );
}

/** A file of several environments counts as the one nearest to users. */
function environmentsByFile({ workloads }: ProductionPicture): ReadonlyMap<string, Environment> {
  const found = new Map<string, Environment>();
  for (const each of workloads)
    for (const { environment, at } of each.environments) {
      const known = found.get(at.file);
      if (known === undefined || environments.indexOf(environment) < environments.indexOf(known))
        found.set(at.file, environment);
    }
  return found;
}

/** Compared from left to right, the smaller first: path, callers, environment. */
export function reachOrder({ by, callers, environment }: Reach): readonly number[] {
  const path = by === 'request' || by === 'every-request' ? 0 : by === 'message' ? 1 : 2;
  // Of what no request is seen to reach, nobody knows how many notice it.
  return [path, by === 'none' ? 0 : -callers, environments.indexOf(environment)];
}
