import type { OpenOptions } from '../installation.ts';
import type { Service } from '../model/service.ts';
import type { Readiness } from '../service.ts';
import { UsageError } from './arguments.ts';
import type { Environment } from './command.ts';

interface Opening extends Omit<OpenOptions, 'logger' | 'storage'> {
  readonly root: string;
  /** Without storage every file is read, and nothing is kept. */
  readonly environment: Pick<Environment, 'installation' | 'logger' | 'storage'>;
}

/** Opens a folder and closes it again, whatever happens. */
export async function withCore<T>(
  { root, environment: { installation, logger, storage }, ...options }: Opening,
  step: (core: Readiness) => Promise<T>,
): Promise<T> {
  const core = await installation.open(root, { ...options, logger, ...(storage === undefined ? {} : { storage }) });
  try {
    return await step(core);
  } finally {
    await core.close();
  }
}

/** As `withCore`, with the whole folder read. */
export async function withWhole<T>(opening: Opening, step: (core: Readiness) => Promise<T>): Promise<T> {
  return withCore(opening, async (core) => {
    await core.fill({});
    return step(core);
  });
}

/** The service that is meant: the only one where none is named. Throws a `UsageError` which says what there is. */
export function serviceOf(
  core: Pick<Readiness, 'services' | 'live'>,
  wanted: string | undefined,
  root: string,
): Service {
  const services = core.services();
  const [only] = services;
  if (!only) throw noService(root, core);
  const found = wanted === undefined && services.length === 1 ? only : services.find(({ name }) => name === wanted);
  if (found) return found;
  const names = services.map(({ name }) => name).join(', ');
  throw new UsageError(
    wanted === undefined
      ? `choose a service with --service: ${names}`
      : `there is no service ${wanted}; found: ${names}`,
  );
}

/** That a folder has no service, what would make one, and how many charts it deploys that are not there. */
export function noService(root: string, { live }: Pick<Readiness, 'live'>): UsageError {
  const troubles = live.index.holding('trouble').flatMap(({ facts }) => facts);
  const missing = troubles.filter((fact) => fact.kind === 'trouble' && fact.trouble === 'missing').length;
  const charts = missing === 1 ? 'one chart or base' : `${missing} charts or bases`;
  const elsewhere = missing === 0 ? '' : `; it deploys ${charts} from elsewhere: prr check names them`;
  return new UsageError(
    `no service was found in ${root}: no server code, no Dockerfile next to a build file and no Kubernetes workload${elsewhere}`,
  );
}
