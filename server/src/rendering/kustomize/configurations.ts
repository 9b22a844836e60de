import { type Build, report, textIn } from './build.ts';
import type { FieldSpec } from './field-path.ts';
import { defaultFieldSpecs, type FieldSpecs, type NameReference, noFieldSpecs } from './field-specs.ts';
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
      report(build, item, {
        problem: 'missing',
        changes: true,
        message: `The configuration ${path} is not in this workspace.`,
      });
      continue;
    }
    for (const { tree } of readFile(file, text)) if (tree) specs = mergedSpecs(specs, specsIn(tree));
  }
  return specs === defaultFieldSpecs ? specs : settled(specs);
}

/** Kustomize sorts the fields by kind and merges them once more: a field of one kind then hides that of all kinds. */
function settled(specs: FieldSpecs): FieldSpecs {
  const own = lists.map((name) => [
    name,
    mergedList(
      [],
      specs[name].toSorted((a, b) => order(a) - order(b)),
    ),
  ]);
  return { ...specs, ...Object.fromEntries(own) };
}

function order({ group, version, kind }: FieldSpec): number {
  return (group ? 0 : 4) + (version ? 0 : 2) + (kind ? 0 : 1);
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
  if (a === noFieldSpecs) return b;
  if (a === b || b === defaultFieldSpecs || b === noFieldSpecs) return a;
  const merged = Object.fromEntries(lists.map((name) => [name, mergedList(a[name], b[name])]));
  return { ...a, ...merged, nameReference: mergedReferences(a.nameReference, b.nameReference) };
}

function mergedList(a: readonly FieldSpec[], b: readonly FieldSpec[]): readonly FieldSpec[] {
  const all = [...a];
  for (const spec of b) if (!all.some((known) => isCovered(known, spec))) all.push(spec);
  return all.length === a.length ? a : all;
}

/** A field of a kind counts as one for all kinds, as Kustomize compares them. */
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
