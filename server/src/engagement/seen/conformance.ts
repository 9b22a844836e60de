import { modulesOf, type UsedModule } from '../../review/conformance.ts';
import type { PartInput } from '../part.ts';

/** The modules that a service uses, with their conformance. */
export function modulesFor(input: PartInput, service = input.service): Promise<readonly UsedModule[]> {
  return modulesOf(service, input);
}

/** Items from which on modules are said to show much of what is asked; ours. */
const much = 5;

/** What the modules of a service do for its review. */
export interface Construction {
  /** Whether it conforms to them; undefined where no module says how that is told, or a check cannot tell. */
  readonly conforms: boolean | undefined;
  /** Names of those that show an item that is asked of it. */
  readonly modules: readonly string[];
  /** How many of the items that are asked of it they show, in part at least. */
  readonly items: number;
  /** They show much of what is asked. */
  readonly isMuch: boolean;
}

/** How much of what is asked of a service its modules show by construction. */
export async function constructionOf(input: PartInput): Promise<Construction> {
  const modules = await modulesFor(input);
  const asked = new Set(input.review.items.filter(({ included }) => included.value).map(({ item }) => item.id));
  const showing = modules.filter(({ pack }) => Object.keys(pack.covers).some((item) => asked.has(item)));
  const items = new Set(showing.flatMap(({ pack }) => Object.keys(pack.covers).filter((item) => asked.has(item)))).size;
  const names = [...new Set(showing.map(({ pack }) => pack.name))];
  return { conforms: conformsTo(modules), modules: names, items, isMuch: items >= much };
}

/** Whether a service conforms to the modules that it uses; undefined where no module says how that is told, or a check cannot tell. */
function conformsTo(modules: readonly UsedModule[]): boolean | undefined {
  const checks = modules.flatMap((each) => each.checks);
  if (checks.some(({ verdict }) => verdict === 'violated')) return false;
  return checks.length > 0 && checks.every(({ verdict }) => verdict === 'shown') ? true : undefined;
}
