import type { WorkspaceIndex } from '../index/workspace-index.ts';
import type { Fact, FactKind, FactOf } from '../model/fact.ts';
import type { Located } from '../model/rule.ts';
import type { ServiceView } from '../model/claim.ts';
import type { ServiceProfile } from '../model/profile.ts';
import type { Service } from '../model/service.ts';
import type { MayRun } from './mentioned.ts';
import { environmentOf } from '../production/environments.ts';

/** What the readers of claims see of a service. */
export function viewOf(
  { service, profile, today, mayRun }: { service: Service; profile: ServiceProfile; today: string; mayRun: MayRun },
  index: Pick<WorkspaceIndex, 'ofService' | 'inWorkspace' | 'production' | 'holding'>,
): ServiceView {
  return {
    service,
    profile,
    picture: index.production(),
    own: (kind) => index.ofService(service, kind).filter(({ file, fact }) => mayRun(service, file, fact.span)),
    inWorkspace: (kind) => index.inWorkspace(kind),
    anywhere: <K extends FactKind>(kind: K) =>
      index
        .holding(kind)
        .flatMap(({ file, facts }) =>
          facts.flatMap((fact): Located<FactOf<K>>[] => (isOf(fact, kind) ? [{ file, fact }] : [])),
        ),
    today,
    environmentOf: (hints) => environmentOf(hints).environment,
  };
}

function isOf<K extends FactKind>(fact: Fact, kind: K): fact is FactOf<K> {
  return fact.kind === kind;
}
