import { type Build, report, textIn } from './build.ts';
import { readFile } from './from-yaml.ts';
import { effectiveNamespace, isSelected } from './ids.ts';
import { changeParts, partsAt, partsOfPath } from './part-path.ts';
import { pathFrom } from './paths.ts';
import { currentId, keyOrigin, previousIds, type Resource } from './resource.ts';
import { selectorOf } from './select.ts';
import { fieldOf, isNothing, itemsAt, textAt, type Tree } from './tree.ts';

interface Context {
  readonly folder: string;
  readonly build: Build;
  readonly isComplete: boolean;
}

/** The resources with the values of `replacements` copied. */
export function withReplacements(
  start: readonly Resource[],
  kustomization: Tree,
  context: Context,
): readonly Resource[] {
  const all = itemsAt(kustomization, 'replacements').flatMap((entry) => replacementsOf(entry, context));
  return all.reduce((resources, replacement) => replaced(resources, replacement, context), start);
}

function replacementsOf(entry: Tree, { folder, build }: Context): readonly Tree[] {
  const path = textAt(entry, 'path');
  if (path === undefined || path === '') return [entry];
  const file = pathFrom(folder, path);
  const text = file === undefined ? undefined : textIn(build, file);
  if (file === undefined || text === undefined) {
    report(build, entry, { problem: 'missing', changes: true, message: `The file ${path} is not in this workspace.` });
    return [];
  }
  return readFile(file, text).flatMap(({ tree }) => (tree?.type === 'list' ? tree.items : (tree ?? [])));
}

function replaced(resources: readonly Resource[], replacement: Tree, context: Context): readonly Resource[] {
  const value = valueOf(resources, replacement, context);
  if (!value) return resources;
  return itemsAt(replacement, 'targets').reduce(
    (changed, target) => copied(changed, target, value, context),
    resources,
  );
}

/** The value to copy; what is not in what we know is unknown, and a mistake where everything is known. */
function valueOf(resources: readonly Resource[], replacement: Tree, { build, isComplete }: Context): Tree | undefined {
  const given = fieldOf(replacement, 'sourceValue');
  if (given) return given;
  const source = fieldOf(replacement, 'source');
  const fail = (message: string): Tree | undefined => {
    if (!isComplete) return { type: 'unknown', because: 'the source of a replacement is in a part that is not known' };
    report(build, source ?? replacement, { problem: 'error', message });
    return undefined;
  };
  if (!source) return fail('A replacement needs a source.');
  const found = resources.filter((resource) => isSource(resource, source));
  const [first] = found;
  if (!first || found.length > 1)
    return fail(
      first ? 'Several objects fit the source of this replacement.' : 'No object fits the source of this replacement.',
    );
  const path = textAt(source, 'fieldPath') ?? 'metadata.name';
  const [part] = partsAt(first.tree, partsOfPath(path));
  if (part === undefined || isNothing(part)) return fail(`The source of this replacement has no ${path}.`);
  const delimiter = textAt(source, 'options', 'delimiter') ?? '';
  if (delimiter === '') return part;
  const index = Number(textAt(source, 'options', 'index') ?? '0');
  const piece = part.type === 'scalar' ? part.text.split(delimiter)[index] : undefined;
  return piece === undefined || part.type !== 'scalar'
    ? fail(`The value at ${path} has no part ${index}.`)
    : { ...part, text: piece };
}

function isSource(resource: Resource, source: Tree): boolean {
  const [name, namespace, group, version, kind] = ['name', 'namespace', 'group', 'version', 'kind'].map((field) =>
    textAt(source, field),
  );
  const gvk = { ...(group ? { group } : {}), ...(version ? { version } : {}), ...(kind ? { kind } : {}) };
  return [currentId(resource), ...previousIds(resource)].some(
    (id) =>
      (!name || name === id.name) &&
      (!namespace || effectiveNamespace(id) === effectiveNamespace({ ...id, namespace })) &&
      isSelected(id, gvk),
  );
}

function copied(resources: readonly Resource[], target: Tree, value: Tree, { build }: Context): readonly Resource[] {
  const select = fieldOf(target, 'select');
  const selector = select ? selectorOf(select, { anyId: true }) : 'a target of a replacement needs select';
  if (typeof selector === 'string') {
    report(build, select ?? target, {
      problem: 'error',
      message: `${selector.charAt(0).toUpperCase()}${selector.slice(1)}.`,
    });
    return resources;
  }
  const rejects = itemsAt(target, 'reject').flatMap((tree) => {
    const reject = selectorOf(tree, { anyId: true });
    return typeof reject === 'string' ? [] : [reject];
  });
  return resources.map((resource) => {
    if (!selector.matches(resource) || rejects.some((reject) => reject.matches(resource))) return resource;
    return withCopy(resource, target, { value, build });
  });
}

function withCopy(resource: Resource, target: Tree, { value, build }: { value: Tree; build: Build }): Resource {
  const options = fieldOf(target, 'options');
  const create = textAt(options, 'create') === 'true' ? value.type : undefined;
  const given = itemsAt(target, 'fieldPaths').flatMap((path) => textAt(path) ?? []);
  let { tree } = resource;
  for (const path of given.length > 0 ? given : ['metadata.name']) {
    const changed = changeParts(tree, partsOfPath(path), {
      set: (old) => written(old, value, options),
      create,
      origin: keyOrigin(value),
    });
    if (changed.count === 0)
      report(build, target, { problem: 'error', message: `${currentId(resource).name} has no ${path} to replace.` });
    if (changed.tree.type === 'map') tree = changed.tree;
  }
  return tree === resource.tree ? resource : { ...resource, tree };
}

function written(old: Tree, value: Tree, options: Tree | undefined): Tree {
  const origin = { ...(old.at ? { at: old.at } : keyOrigin(value)), from: value.from ?? (value.at ? [value.at] : []) };
  if (value.type === 'unknown' || old.type === 'unknown') {
    const because = value.type === 'unknown' ? value.because : old.type === 'unknown' ? old.because : '';
    return { type: 'unknown', because, ...origin };
  }
  if (value.type !== 'scalar' || old.type !== 'scalar') return { ...value, ...origin };
  const delimiter = textAt(options, 'delimiter') ?? '';
  const text = delimiter === '' ? value.text : joined(old.text, value.text, { delimiter, options });
  // The type of the target stays; a word cannot be a number.
  if (old.tag === 'str') return { ...old, ...origin, text };
  const isNew = old.tag === 'null' || old.text === '';
  const fits =
    old.tag === value.tag ||
    (old.tag === 'int' && /^\d+$/.test(text)) ||
    (old.tag === 'bool' && /^(true|false)$/.test(text));
  if (isNew) return { ...value, ...origin, text };
  return fits
    ? { ...old, ...origin, text }
    : { type: 'unknown', because: 'a text is copied over a value of another type', ...origin };
}

function joined(
  old: string,
  text: string,
  { delimiter, options }: { delimiter: string; options: Tree | undefined },
): string {
  const parts = old.split(delimiter);
  const index = Number(textAt(options, 'index') ?? '0');
  if (index < 0) return [text, ...parts].join(delimiter);
  return (index >= parts.length ? [...parts, text] : parts.with(index, text)).join(delimiter);
}
