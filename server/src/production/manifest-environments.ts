import type { Kustomization } from '../model/artefact-fact.ts';
import type { Located } from '../model/rule.ts';
import { folderOf, kustomizationsOf } from '../rules/vocabulary/workloads/kustomize.ts';
import { environmentOf, type EnvironmentFound, type EnvironmentHints } from './environments.ts';
import type { ProductionInput } from './input.ts';
import { byEnvironment } from './workload-draft.ts';

/**
 * Where manifests take effect: as their own path, namespace or name says; else as the overlays of Kustomize say that take them.
 * A component that no kustomization takes is for trying things out.
 */
export function openManifestEnvironments(
  facts: ProductionInput['facts'],
): (hints: EnvironmentHints) => EnvironmentFound {
  const taken = takenFolders(facts('kustomization'));
  const known = new Map<string, EnvironmentFound | undefined>();
  const byOverlays = (file: string): EnvironmentFound | undefined => {
    const takers = kustomizationsOf(file, { inWorkspace: facts });
    const roots = takers.filter(
      (each) => !each.fact.isComponent && !taken.has(folderOf(each.file)) && !taken.has(each.file),
    );
    const component = takers.find(({ fact }) => fact.isComponent);
    if (roots.length === 0 && component)
      return {
        environment: 'development',
        because: `no kustomization includes the component ${folderOf(component.file)}`,
      };
    const found = roots
      .map((each) => environmentOf({ file: each.file, namespace: each.fact.namespace?.text }))
      .sort((a, b) => byEnvironment.indexOf(a.environment) - byEnvironment.indexOf(b.environment));
    return found[0];
  };
  return (hints) => {
    const own = environmentOf(hints);
    if (own.because !== undefined) return own;
    if (!known.has(hints.file)) known.set(hints.file, byOverlays(hints.file));
    return known.get(hints.file) ?? own;
  };
}

/** The folders and files of kustomizations that others take. */
export function takenFolders(all: readonly Located<Kustomization>[]): ReadonlySet<string> {
  return new Set(
    all.flatMap(({ file, fact }) =>
      [...fact.resources, ...fact.components].filter((each) => each !== file && each !== folderOf(file)),
    ),
  );
}
