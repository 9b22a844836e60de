import type { PartInput } from './part.ts';

/** Whether a service conforms to the platform; undefined where nobody has said how that is told. */
export async function conformsOf({ said }: PartInput): Promise<boolean | undefined> {
  return said.platform.conform.length === 0 ? undefined : undefined;
}
