import type { WorkloadRef } from './artefact-fact.ts';
import type { DeployedWorkload } from './production.ts';

/** An object of a manifest, or what belongs to one. */
export interface OfObject {
  readonly file: string;
  readonly owner: Pick<WorkloadRef, 'name' | 'namespace'>;
}

/** Whether a manifest's object is a workload: by its name, and where several are called so by its namespace or its file. */
export function isOf({ name, object, environments }: DeployedWorkload, { file, owner }: OfObject): boolean {
  if (!object) return name === owner.name;
  if (object.name !== owner.name) return false;
  return owner.namespace === undefined
    ? environments.some(({ at }) => at.file === file)
    : owner.namespace === object.namespace || environments.some(({ at }) => at.file === file);
}

/** Finds the workload of an object; made once for all workloads. */
export function openWorkloadOf(workloads: readonly DeployedWorkload[]): (of: OfObject) => DeployedWorkload | undefined {
  const byName = new Map<string, DeployedWorkload[]>();
  for (const each of workloads) {
    const name = each.object?.name ?? each.name;
    const known = byName.get(name);
    if (known) known.push(each);
    else byName.set(name, [each]);
  }
  return (of) => {
    const called = byName.get(of.owner.name) ?? [];
    const inNamespace = called.filter(({ object }) => object && object.namespace === of.owner.namespace);
    return [...inNamespace, ...called].find((each) => isOf(each, of));
  };
}
