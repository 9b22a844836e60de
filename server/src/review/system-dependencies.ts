import type { FactOf } from '../model/fact.ts';
import type { ProductionPicture } from '../model/production.ts';
import type { Located } from '../model/rule.ts';
import { dependencyRows, type DependencyRow } from './dependency-rows.ts';
import type { ServiceCounts } from './overview.ts';

/** What services depend on, with what people say of it. */
export interface SystemDependency extends DependencyRow {
  readonly owner?: string;
  /** A service fails when it does. */
  readonly hard?: boolean;
  /** Its objective, where one is written: `99.9 %`. */
  readonly goal?: string;
  /** No descriptor of its users names it. */
  readonly undeclared: boolean;
}

export interface SystemDependenciesInput {
  readonly picture: ProductionPicture;
  readonly services: readonly Pick<ServiceCounts, 'service' | 'declared'>[];
  readonly objectives: readonly Located<FactOf<'objective'>>[];
}

/** What the services of a workspace depend on, with owner and objective where they are declared; by name. */
export function systemDependencies({
  picture,
  services,
  objectives,
}: SystemDependenciesInput): readonly SystemDependency[] {
  const declared = new Map(services.map(({ service, declared: own }) => [service.name, own]));
  return dependencyRows(picture).map((row) => {
    const said = row.users.flatMap((user) => (declared.get(user) ?? []).filter(({ name }) => name === row.name));
    const owner = said.find((each) => each.owner !== undefined)?.owner;
    const targets = objectives.flatMap(({ fact }) => (fact.service === row.name ? (fact.target ?? []) : []));
    return {
      ...row,
      undeclared: said.length === 0,
      ...(owner === undefined ? {} : { owner }),
      ...(said.some(({ hard }) => hard === true) ? { hard: true } : {}),
      // The strictest is what its users may count on.
      ...(targets.length === 0 ? {} : { goal: `${Number((Math.max(...targets) * 100).toFixed(4))} %` }),
    };
  });
}
