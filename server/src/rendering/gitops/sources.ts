import type { Resource } from '../kustomize/resource.ts';
import { currentId } from '../kustomize/resource.ts';
import { fieldOf, textAt, type Tree } from '../kustomize/tree.ts';

/** Where Flux gets something from. */
export interface FluxSource {
  readonly kind: string;
  readonly url: string;
  readonly tree: Tree;
}

/** The sources of Flux in a workspace, found by kind, name and namespace. */
export interface FluxSources {
  find(reference: { kind: string; name: string; namespace: string }): FluxSource | undefined;
}

/** The sources among these objects. A namespace that is set by what deploys them counts as any. */
export function fluxSources(resources: readonly Resource[]): FluxSources {
  const byName = new Map<string, { namespace: string; source: FluxSource }[]>();
  for (const resource of resources) {
    const { group, kind, name, namespace } = currentId(resource);
    if (group !== 'source.toolkit.fluxcd.io') continue;
    const url = textAt(resource.tree, 'spec', 'url') ?? '';
    const key = `${kind} ${name}`;
    byName.set(key, [...(byName.get(key) ?? []), { namespace, source: { kind, url, tree: resource.tree } }]);
  }
  return {
    find: ({ kind, name, namespace }) => {
      const all = byName.get(`${kind} ${name}`) ?? [];
      const exact = all.filter((each) => each.namespace === namespace);
      const chosen = exact.length > 0 ? exact : all.filter((each) => each.namespace === '' || namespace === '');
      const urls = new Set((chosen.length > 0 ? chosen : all).map(({ source }) => source.url));
      return urls.size === 1 ? (chosen[0] ?? all[0])?.source : undefined;
    },
  };
}

/** Whether an address is the workspace's own repository; undefined where neither says so. */
export function isOwnRepository(url: string | undefined, remote: string | undefined): boolean | undefined {
  if (url === undefined || url === '' || remote === undefined) return undefined;
  return normalised(url) === normalised(remote);
}

/** `git@github.com:org/repo.git` and `https://github.com/org/repo` are the same. */
function normalised(url: string): string {
  return url
    .toLowerCase()
    .replace(/^[a-z+]+:\/\//, '')
    .replace(/^[^@/]*@/, '')
    .replace(':', '/')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '');
}

/** The version that a source of a chart names: a tag, a range, a digest. */
export function versionOf({ tree }: FluxSource): string | undefined {
  const reference = fieldOf(fieldOf(tree, 'spec'), 'ref');
  return textAt(reference, 'tag') ?? textAt(reference, 'semver') ?? textAt(reference, 'digest');
}
