import { basename } from '../workspace/local-paths.ts';
import type { Service } from '../model/service.ts';
import type { ServiceParams, ServiceView } from '../protocol.ts';
import type { Readiness } from '../service.ts';
import type { Context } from './context.ts';
import type { Folder } from './folders.ts';

/** All services of the workspace; with several folders, each says its folder. */
export async function serviceViews(context: Context): Promise<ServiceView[]> {
  const cores = await context.cores();
  return cores.flatMap(({ folder, core }) =>
    core.services().map((service) => serviceView(service, { folder, several: cores.length > 1 })),
  );
}

/** A service as the client sees it; where there are several folders, with the name of its own. */
export function serviceView(
  { name, root, because }: Service,
  { folder, several }: { folder: Folder; several: boolean },
): ServiceView {
  return {
    name,
    because,
    folder: folder.uri,
    ...(root === undefined ? {} : { root }),
    ...(several ? { folderName: basename(folder.path) } : {}),
  };
}

/** Why nothing can be shown yet, or at all; undefined where all folders have been read. */
export function notReady(
  cores: readonly { readonly core: Readiness }[],
): { readonly state: 'reading' } | { readonly state: 'failed'; readonly failure?: string } | undefined {
  const states = cores.map(({ core }) => core.status());
  const failed = states.find(({ state }) => state === 'failed');
  if (failed) return { state: 'failed', ...(failed.failure === undefined ? {} : { failure: failed.failure }) };
  return states.some(({ state }) => state !== 'ready') ? { state: 'reading' } : undefined;
}

/** The service that is asked for, in the folder that is named or in the first that has it; the first of all when none is named. */
export async function findService(
  context: Context,
  { service, folder: wanted }: ServiceParams,
): Promise<{ folder: Folder; core: Readiness; service: Service } | undefined> {
  for (const { folder, core } of await context.cores()) {
    if (wanted !== undefined && folder.uri !== wanted) continue;
    const found = core.services().find((each) => service === undefined || each.name === service);
    if (found) return { folder, core, service: found };
  }
  return undefined;
}
