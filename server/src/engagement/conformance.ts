import { modulesOf, type UsedModule } from '../review/conformance.ts';
import type { PartInput } from './part.ts';

/** The modules that a service uses, with their conformance. */
export function modulesFor(input: PartInput, service = input.service): Promise<readonly UsedModule[]> {
  return modulesOf(service, input);
}

/** Whether a service conforms to the modules that it uses; undefined where no module says how that is told, or a check cannot tell. */
export async function conformsOf(input: PartInput): Promise<boolean | undefined> {
  const checks = (await modulesFor(input)).flatMap((each) => each.checks);
  if (checks.some(({ verdict }) => verdict === 'violated')) return false;
  return checks.length > 0 && checks.every(({ verdict }) => verdict === 'shown') ? true : undefined;
}
