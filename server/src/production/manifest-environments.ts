import type { Kustomization } from '../model/artefact-fact.ts';
import type { Located } from '../model/rule.ts';
import { folderOf, kustomizationsOf } from '../rules/vocabulary/workloads/kustomize.ts';
import { environmentOf, type EnvironmentFound, type EnvironmentHints } from './environments.ts';
import type { ProductionInput } from './input.ts';
import { byEnvironment } from './workload-draft.ts';
import { say } from '../words/say.ts';

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
        because: say('manifest-environments.no-kustomization-includes-the-component', {
          folder: folderOf(component.file),
        }),
      };
    const found = roots
      .map((each) => environmentOf({ file: each.file, namespace: each.fact.namespace?.text }))
      .sort((a, b) => byEnvironment.indexOf(a.environment) - byEnvironment.indexOf(b.environment));
    return found[0];
  };
  const unlisted = openUnlisted(facts('kustomization'));
  return (hints) => {
    const leftOut = unlisted(hints.file);
    if (leftOut) return { environment: 'development', because: leftOut };
    const own = environmentOf(hints);
    if (own.because !== undefined) return own;
    if (!known.has(hints.file)) known.set(hints.file, byOverlays(hints.file));
    return known.get(hints.file) ?? own;
  };
}

/**
 * Why a manifest is not applied, if it is not: it stands beside a kustomization that lists other files of its folder, and none
 * names it. Kustomize applies what is listed, and kubectl refuses a folder as such that has a kustomization.
 */
export function openUnlisted(all: readonly Located<Kustomization>[]): (file: string) => string | undefined {
  const named = new Set(all.flatMap(({ file, fact }) => [file, ...fact.named, ...fact.resources]));
  const listing = new Map(
    all.flatMap(({ file, fact }) =>
      fact.resources.some((each) => manifest.test(each) && folderOf(each) === folderOf(file))
        ? [[folderOf(file), file] as const]
        : [],
    ),
  );
  return (file) => {
    const by = listing.get(folderOf(file));
    return by === undefined || named.has(file) || !manifest.test(file)
      ? undefined
      : say('manifest-environments.does-not-list-it', { by });
  };
}

const manifest = /\.(ya?ml|json)$/;

/** The folders and files of kustomizations that others take. */
export function takenFolders(all: readonly Located<Kustomization>[]): ReadonlySet<string> {
  return new Set(
    all.flatMap(({ file, fact }) =>
      [...fact.resources, ...fact.components].filter((each) => each !== file && each !== folderOf(file)),
    ),
  );
}
