import type { DeclaredDependencies } from '../../../model/component-fact.ts';
import type { DeployedService } from '../../../model/production.ts';
import type { Located } from '../../../model/rule.ts';

/** A name as it is compared: letters and digits in lower case. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** What people declare for a service, under its name or a former one. */
export function declaredFor(
  { name, was }: Pick<DeployedService, 'name' | 'was'>,
  all: readonly Located<DeclaredDependencies>[],
): readonly Located<DeclaredDependencies>[] {
  const names = new Set([name, ...was].map(plainName));
  return all.filter(({ fact }) => names.has(plainName(fact.service)));
}
