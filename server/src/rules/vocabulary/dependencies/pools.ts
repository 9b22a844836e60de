import type { ConnectionPool } from '../../../model/code-fact.ts';
import type { DeployedService, DeployedWorkload, ProductionPicture, Program } from '../../../model/production.ts';
import { isOf } from '../../../model/workload-of.ts';
import { related, type Located, type RuleContext } from '../../../model/rule.ts';
import type { Related } from '../../../model/site.ts';
import { factsOfProgram, programOf, workloadOf } from '../picture.ts';
import { nearestTo } from '../workloads/pods.ts';
import { scalersOf } from '../workloads/replicas.ts';
import { say } from '../../../words/say.ts';

/** How many connections a service may open to a database. */
export interface Opening {
  readonly service: string;
  /** Where its pool is made; absent where its code is not here, or makes none that is read. */
  readonly pool?: Located<ConnectionPool>;
  /** Connections of all its pods at most; absent where a part of it is not written. */
  readonly sum?: number;
  /** `10 × 4 workers × 12 pods`. */
  readonly words: string;
  /** The sum may be larger. */
  readonly isLower: boolean;
  readonly places: readonly Related[];
}

interface Looking {
  readonly picture: ProductionPicture;
  readonly context: RuleContext;
  readonly product: ConnectionPool['product'];
}

/** What a service opens at full scale. */
export function openingOf(service: DeployedService, { picture, context, product }: Looking): Opening {
  const program = programOf(picture, service);
  const workload = workloadOf(picture, service);
  const pool = program && poolOf(program, { picture, context, product });
  const base = { service: service.name, isLower: false };
  if (!program || !pool) return { ...base, words: '', places: [] };
  const pods = podsAtMost(workload, context);
  const workers = workersOf(program, workload, context);
  const { size, given, by } = pool.fact;
  const what =
    size === undefined
      ? say('pools.no-limit-found')
      : say(given === 'default' ? 'pools.up-to-default' : 'pools.up-to', { size });
  const places: Related[] = [related(pool, say('pools.limited', { service: service.name, by, what })), ...pods.places];
  const factors = [
    ...(size === undefined ? [] : [String(size)]),
    ...(workers.count > 1 ? [say('pools.workers', { count: workers.count })] : []),
    `${pods.count ?? '?'} ${workload?.kind === 'compose' ? 'container' : 'pod'}${pods.count === 1 ? '' : 's'}`,
  ];
  return {
    ...base,
    pool,
    ...(size === undefined || pods.count === undefined ? {} : { sum: size * workers.count * pods.count }),
    words: factors.join(' × '),
    isLower: workers.isLower,
    places,
  };
}

/** The pool of a program: what is written goes before defaults; of several the largest, as the others may be to other databases. */
function poolOf(program: Program, { picture, context, product }: Looking): Located<ConnectionPool> | undefined {
  const all = factsOfProgram(program, 'connection-pool', { picture, context }).filter(
    ({ fact }) => fact.product === undefined || product === undefined || fact.product === product,
  );
  const order = ['written', 'unknown', 'unlimited', 'default'] as const;
  return all.toSorted(
    (a, b) => order.indexOf(a.fact.given) - order.indexOf(b.fact.given) || (b.fact.size ?? 0) - (a.fact.size ?? 0),
  )[0];
}

/** How many pods run at most: what an autoscaler allows, otherwise the replicas of production. */
function podsAtMost(
  workload: DeployedWorkload | undefined,
  context: RuleContext,
): { count?: number; places: readonly Related[] } {
  if (!workload || workload.kind === 'compose' || /Job$/.test(workload.kind)) return { count: 1, places: [] };
  if (workload.kind === 'DaemonSet') return { places: [] };
  const files = workload.environments.flatMap(({ environment, at }) => (environment === 'production' ? [at.file] : []));
  const facts = context
    .inWorkspace('workload')
    .filter(({ fact, file }) => isOf(workload, { file, owner: fact }) && files.includes(file));
  const [first] = facts;
  if (!first) return { count: 1, places: [] };
  const scaler = nearestTo(first.file, scalersOf(first.fact, context));
  if (scaler) {
    const { max } = scaler.fact;
    return max === undefined
      ? { places: [] }
      : { count: max, places: [related(scaler, say('pools.scales-up-to-pods', { name: workload.name, max }))] };
  }
  const counts = facts.flatMap((each) => (each.fact.replicas ? [{ each, ...each.fact.replicas }] : []));
  const most = counts.toSorted((a, b) => b.count - a.count)[0];
  if (!most) return { count: 1, places: [] };
  return {
    count: most.count,
    places: [
      {
        file: most.each.file,
        span: most.span,
        message: say('pools.runs-pods', { name: workload.name, count: most.count }),
      },
    ],
  };
}

/** Processes of a pod, each with a pool of its own. */
function workersOf(
  program: Program,
  workload: DeployedWorkload | undefined,
  context: RuleContext,
): { count: number; isLower: boolean } {
  const files = new Set(workload?.environments.map(({ at }) => at.file));
  const start = program.starts.find(({ at }) => files.has(at.file)) ?? program.starts[0];
  const command = (start?.command ?? []).join(' ');
  const flag =
    /(?:--workers[ =]|-w ?)(\d+)\b/.exec(command) ?? /\bpm2\S* .*(?:-i|--instances)[ =](\d+)\b/.exec(command);
  if (flag && /\b(gunicorn|uvicorn|hypercorn|fastapi|pm2)/.test(command))
    return { count: Number(flag[1]), isLower: false };
  const given = Number(workload?.env.get('WEB_CONCURRENCY')?.value);
  if (Number.isInteger(given) && given > 0) return { count: given, isLower: false };
  const folder = program.folder === '' ? '' : `${program.folder}/`;
  const isLower =
    /\bgunicorn\b/.test(command) &&
    (/ (-c|--config)[ =]|--workers|\$/.test(command) || context.hasFile(`${folder}gunicorn.conf.py`));
  return { count: 1, isLower: isLower || /\bpm2\b/.test(command) };
}
