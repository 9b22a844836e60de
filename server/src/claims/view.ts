import type { WorkspaceIndex } from '../index/workspace-index.ts';
import type { ServiceView } from '../model/claim.ts';
import type { ServiceProfile } from '../model/profile.ts';
import type { Service } from '../model/service.ts';
import { environmentOf } from '../production/environments.ts';

/** What the readers of claims see of a service. */
export function viewOf(
  { service, profile }: { service: Service; profile: ServiceProfile },
  index: Pick<WorkspaceIndex, 'ofService' | 'inWorkspace' | 'production'>,
): ServiceView {
  return {
    service,
    profile,
    picture: index.production(),
    own: (kind) => index.ofService(service, kind),
    inWorkspace: (kind) => index.inWorkspace(kind),
    environmentOf: (hints) => environmentOf(hints).environment,
  };
}
