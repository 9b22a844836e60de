import type { ProgramKind } from '../../model/production.ts';
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
