import type { Accumulated } from './accumulated.ts';
import { hashSuffix } from './hash.ts';
import { withNameReferences } from './name-references.ts';
import { withUnsureNames } from './unsure-names.ts';
import { remembering, type Resource, withMetadata } from './resource.ts';
import { at, type MapTree, type Tree, withPart } from './tree.ts';

/** The resources with hashes in the names of what is generated, and with references to all names that changed. */
export function withFinalNames({ resources, specs, gap }: Accumulated): readonly Resource[] {
  const named = withNameReferences(resources.map(withHash), specs.nameReference);
  return gap === undefined ? named : withUnsureNames(named, specs.nameReference, gap);
}

function withHash(resource: Resource): Resource {
  const name = at(resource.tree, 'metadata', 'name');
  if (!resource.needsHash || name?.type !== 'scalar') return resource;
  const named = remembering(resource);
  const hash = hashSuffix(named.tree);
  if (hash !== undefined) {
    const text = `${name.text}-${hash}`;
    return { ...named, tree: withMetadata(named.tree, 'name', { ...name, text }) };
  }
  const unknown: Tree = {
    type: 'unknown',
    because: 'its name ends with a hash of content that is not known',
    ...(name.at ? { at: name.at } : {}),
  };
  const tree: MapTree = withPart(named.tree, ['metadata', 'name'], { key: {}, value: unknown });
  return { ...named, tree };
}
