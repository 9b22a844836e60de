import { type Build, report, textIn } from './build.ts';
import type { FieldSpec } from './field-path.ts';
import { defaultFieldSpecs, type FieldSpecs, type NameReference } from './field-specs.ts';
import { readFile } from './from-yaml.ts';
import { isSelected } from './ids.ts';
import { fieldSpecOf } from './labels.ts';
import { pathFrom } from './paths.ts';
import { itemsAt, textAt, type Tree } from './tree.ts';

const lists = [
  'namespace',
  'namePrefix',
  'nameSuffix',
  'commonLabels',
  'templateLabels',
  'volumeClaimTemplateLabels',
  'labels',
  'commonAnnotations',
  'images',
  'replicas',
  'varReference',
] as const;

/** The fields that a kustomization changes: the known ones, and those of its `configurations`. */
export function fieldSpecsOf(kustomization: Tree, folder: string, build: Build): FieldSpecs {
  let specs = defaultFieldSpecs;
  for (const item of itemsAt(kustomization, 'configurations')) {
    const path = textAt(item) ?? '';
    const file = pathFrom(folder, path);
    const text = file === undefined ? undefined : textIn(build, file);
    if (file === undefined || text === undefined) {
      report(build, item, { problem: 'missing', message: `The configuration ${path} is not in this workspace.` });
      continue;
    }
    for (const { tree } of readFile(file, text)) if (tree) specs = mergedSpecs(specs, specsIn(tree));
  }
  return specs;
}

function specsIn(tree: Tree): FieldSpecs {
  const of = (name: string): FieldSpec[] => itemsAt(tree, name).flatMap(fieldSpecOf);
  return {
    namespace: of('namespace'),
    namePrefix: of('namePrefix'),
    nameSuffix: of('nameSuffix'),
    commonLabels: of('commonLabels'),
    templateLabels: of('templateLabels'),
    volumeClaimTemplateLabels: of('volumeClaimTemplateLabels'),
    labels: of('labels'),
    commonAnnotations: of('commonAnnotations'),
    images: of('images'),
    replicas: of('replicas'),
    varReference: of('varReference'),
    nameReference: itemsAt(tree, 'nameReference').map((entry): NameReference => {
      const [group, version, kind] = ['group', 'version', 'kind'].map((name) => textAt(entry, name));
      return {
        ...(group === undefined ? {} : { group }),
        ...(version === undefined ? {} : { version }),
        ...(kind === undefined ? {} : { kind }),
        fieldSpecs: itemsAt(entry, 'fieldSpecs').flatMap(fieldSpecOf),
      };
    }),
  };
}

/** The fields of two builds together; what both have is kept once. */
export function mergedSpecs(a: FieldSpecs, b: FieldSpecs): FieldSpecs {
  if (a === b || b === defaultFieldSpecs) return a;
  if (
    a === defaultFieldSpecs &&
    lists.every((name) => b[name].length >= a[name].length && startsWith(b[name], a[name]))
  )
    return b;
  const merged = Object.fromEntries(lists.map((name) => [name, mergedList(a[name], b[name])]));
  return { ...a, ...merged, nameReference: mergedReferences(a.nameReference, b.nameReference) };
}

function startsWith(list: readonly FieldSpec[], start: readonly FieldSpec[]): boolean {
  return start.every((spec, i) => spec === list[i]);
}

function mergedList(a: readonly FieldSpec[], b: readonly FieldSpec[]): readonly FieldSpec[] {
  const more = b.filter((spec) => !a.some((known) => isCovered(known, spec)));
  return more.length === 0 ? a : [...a, ...more];
}

/** A field that is there for a kind is there for its versions, too. */
function isCovered(known: FieldSpec, spec: FieldSpec): boolean {
  const own = { group: known.group ?? '', version: known.version ?? '', kind: known.kind ?? '' };
  return known.path === spec.path && isSelected(own, spec);
}

function mergedReferences(a: readonly NameReference[], b: readonly NameReference[]): readonly NameReference[] {
  let merged = [...a];
  for (const reference of b) {
    const index = merged.findIndex(
      (known) =>
        known.kind === reference.kind && known.group === reference.group && known.version === reference.version,
    );
    const known = merged[index];
    if (!known) merged.push(reference);
    else if (known !== reference)
      merged = merged.with(index, { ...known, fieldSpecs: mergedList(known.fieldSpecs, reference.fieldSpecs) });
  }
  return merged;
}
