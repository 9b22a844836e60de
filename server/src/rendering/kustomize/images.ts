import type { Place } from '../../model/span.ts';
import { changeFields, type FieldSpec } from './field-path.ts';
import type { Resource } from './resource.ts';
import { patternOf } from './select.ts';
import { type Field, fieldOf, type MapTree, textAt, type Tree, withField } from './tree.ts';

/** An object with the image of its containers replaced, wherever they are; definitions of resources stay. */
export function withImage(resource: Resource, entry: Tree, specs: readonly FieldSpec[]): Resource {
  const name = textAt(entry, 'name');
  if (name === undefined || textAt(resource.tree, 'kind') === 'CustomResourceDefinition') return resource;
  // Kustomize reads the name as a pattern.
  const fits = patternOf(`${name}(?::[a-zA-Z0-9_.{}-]*)?(?:@[a-zA-Z0-9]+(?:[.+_-][a-zA-Z0-9]+)*:[a-zA-Z0-9_.{}-]*)?`);
  if (!fits) return resource;
  const set = (old: Tree): Tree => (old.type === 'scalar' && fits(old.text) ? replaced(old, entry) : old);
  const everywhere = inContainers(resource.tree, set);
  const tree = changeFields(everywhere.type === 'map' ? everywhere : resource.tree, specs, { set });
  return tree === resource.tree ? resource : { ...resource, tree };
}

function inContainers(tree: Tree, set: (old: Tree) => Tree): Tree {
  if (tree.type === 'list') {
    const items = tree.items.map((item) => inContainers(item, set));
    return items.every((item, i) => item === tree.items[i]) ? tree : { ...tree, items };
  }
  if (tree.type !== 'map') return tree;
  let changed: Map<string, Field> | undefined;
  for (const [name, { key, value }] of tree.fields) {
    const inner = inContainers(value, set);
    const next = name === 'containers' || name === 'initContainers' ? inItems(inner, set) : inner;
    if (next === value) continue;
    changed ??= new Map(tree.fields);
    changed.set(name, { key, value: next });
  }
  return changed ? { ...tree, fields: changed } : tree;
}

function inItems(list: Tree, set: (old: Tree) => Tree): Tree {
  if (list.type !== 'list') return list;
  const items = list.items.map((item) => {
    const image = item.type === 'map' ? item.fields.get('image') : undefined;
    return image && item.type === 'map' ? withImageField(item, image, set) : item;
  });
  return items.every((item, i) => item === list.items[i]) ? list : { ...list, items };
}

function withImageField(item: MapTree, image: Field, set: (old: Tree) => Tree): MapTree {
  return withField(item, 'image', { key: image.key, value: set(image.value) });
}

function replaced(old: Tree & { type: 'scalar' }, entry: Tree): Tree {
  const given = (name: string): string => textAt(entry, name) ?? '';
  let { name, tag, digest } = partsOf(old.text);
  if (given('newName') !== '') name = given('newName');
  if (given('newTag') !== '') [tag, digest] = [given('newTag'), given('digest')];
  else if (given('digest') !== '') [tag, digest] = ['', given('digest')];
  else if (given('tagSuffix') !== '') [tag, digest] = [tag + given('tagSuffix'), ''];
  const text = `${name}${tag === '' ? '' : `:${tag}`}${digest === '' ? '' : `@${digest}`}`;
  const from = ['newName', 'newTag', 'digest', 'tagSuffix'].flatMap((key): Place[] => {
    const value = fieldOf(entry, key);
    return value?.type === 'scalar' && value.text !== '' && value.at ? [value.at] : [];
  });
  return { ...old, text, tag: 'str', from: from.length > 0 ? from : (old.from ?? []) };
}

/** Name, tag and digest of an image; a port in the name of a registry is no tag. */
function partsOf(image: string): { name: string; tag: string; digest: string } {
  const slash = Math.max(0, image.indexOf('/'));
  const [id, colon] = [image.indexOf('@', slash), image.indexOf(':', slash)];
  const without = (start: number, end?: number): string => image.slice(start, end).replace(/^[@:]/, '');
  if (id < 0 && colon < 0) return { name: image, tag: '', digest: '' };
  if (id >= 0 && (id < colon || colon < 0)) return { name: image.slice(0, id), tag: '', digest: without(id) };
  if (id >= 0) return { name: image.slice(0, colon), tag: without(colon, id), digest: without(id) };
  return { name: image.slice(0, colon), tag: without(colon), digest: '' };
}
