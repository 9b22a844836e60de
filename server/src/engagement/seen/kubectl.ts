import type { Workload, WorkloadRef } from '../../model/artefact-fact.ts';
import type { Located } from '../../model/rule.ts';
import type { Place, Span } from '../../model/span.ts';
import { kustomizationsOf } from '../../rules/vocabulary/workloads/kustomize.ts';
import type { PartInput } from '../part.ts';

/** A namespace that a manifest gets, with where it is named. */
export interface NamespaceOf {
  readonly name: string;
  readonly at: Place;
}

interface Manifest {
  readonly file: string;
  readonly fact: Pick<WorkloadRef, 'namespace'> & { readonly span: Span };
}

/**
 * Namespaces that an object may get: those of the kustomizations that take its file, which put theirs in the place of its own;
 * else its own.
 */
export function namespacesOf({ index }: Pick<PartInput, 'index'>, { file, fact }: Manifest): readonly NamespaceOf[] {
  const taken = kustomizationsOf(file, index).flatMap(({ file: by, fact: { namespace } }) =>
    namespace ? [{ name: namespace.text, at: { file: by, span: namespace.span } }] : [],
  );
  const own = fact.namespace === undefined ? [] : [{ name: fact.namespace, at: { file, span: fact.span } }];
  if (taken.length === 0) return own;
  return taken.filter(({ name }, at) => taken.findIndex((each) => each.name === name) === at);
}

/** The end of a `kubectl` command: its namespace, where one is named. Of several, a word to fill in, so that no copy hits the wrong one. */
function inNamespace(input: Pick<PartInput, 'index'>, manifest: Manifest): string {
  const names = namespacesOf(input, manifest).map(({ name }) => name);
  const [only, ...others] = names.filter((name) => !/[^\w.-]/.test(name));
  if (only === undefined) return '';
  return others.length === 0 ? ` -n ${only}` : ' -n NAMESPACE';
}

/** The command that takes the last rollout of a workload back; undefined where there is none. */
export function rollbackCommand(input: Pick<PartInput, 'index'>, located: Located<Workload>): string | undefined {
  const { workload, name, partial } = located.fact;
  if (partial || /[^\w.-]/.test(name)) return undefined;
  const where = inNamespace(input, located);
  if (/^(Deployment|StatefulSet|DaemonSet)$/.test(workload))
    return `kubectl rollout undo ${workload.toLowerCase()}/${name}${where}`;
  return workload === 'Rollout' ? `kubectl argo rollouts undo ${name}${where}` : undefined;
}

/** Ways back that the manifests show: the command with the real name of each workload. */
export function backOuts(input: PartInput): readonly string[] {
  return input.index.ofService(input.service, 'workload').flatMap((each) => rollbackCommand(input, each) ?? []);
}
