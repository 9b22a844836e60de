import { changeFields, type FieldSpec } from './field-path.ts';
import type { FieldSpecs } from './field-specs.ts';
import { keyOrigin, type Resource } from './resource.ts';
import {
  at,
  fieldOf,
  fieldsAt,
  isNothing,
  itemsAt,
  type ScalarTree,
  scalarOver,
  textAt,
  type Tree,
  withField,
} from './tree.ts';

/** One addition of labels or annotations: which, and to which fields. */
export interface Addition {
  readonly pairs: readonly (readonly [string, ScalarTree, Tree])[];
  readonly fields: readonly FieldSpec[];
}

/** The labels that a kustomization adds, in the order in which it adds them. */
export function labelAdditions(kustomization: Tree, specs: FieldSpecs): Addition[] {
  const additions = itemsAt(kustomization, 'labels').map((entry): Addition => {
    const is = (name: string): boolean => textAt(entry, name) === 'true';
    const own = itemsAt(entry, 'fields').flatMap(fieldSpecOf);
    const more = is('includeSelectors')
      ? specs.commonLabels
      : [
          ...(is('includeTemplates') ? specs.templateLabels : []),
          ...(is('includeVolumeClaimTemplates') ? specs.volumeClaimTemplateLabels : []),
          { path: 'metadata/labels', create: true },
        ];
    return { pairs: pairsOf(at(entry, 'pairs')), fields: [...own, ...specs.labels, ...more] };
  });
  return [...additions, { pairs: pairsOf(at(kustomization, 'commonLabels')), fields: specs.commonLabels }];
}

/** The annotations that a kustomization adds. */
export function annotationAddition(kustomization: Tree, specs: FieldSpecs): Addition {
  return { pairs: pairsOf(at(kustomization, 'commonAnnotations')), fields: specs.commonAnnotations };
}

/** A field as a configuration of Kustomize names it. */
export function fieldSpecOf(tree: Tree): FieldSpec[] {
  const path = textAt(tree, 'path');
  if (path === undefined) return [];
  const [group, version, kind] = ['group', 'version', 'kind'].map((name) => textAt(tree, name));
  return [
    {
      path,
      ...(group === undefined ? {} : { group }),
      ...(version === undefined ? {} : { version }),
      ...(kind === undefined ? {} : { kind }),
      ...(textAt(tree, 'create') === 'true' ? { create: true } : {}),
    },
  ];
}

function pairsOf(map: Tree | undefined): [string, ScalarTree, Tree][] {
  return [...fieldsAt(map)].flatMap(([key, { value }]): [string, ScalarTree, Tree][] => {
    if (value.type !== 'scalar') return [];
    return [[key, { ...value, tag: 'str' }, value]];
  });
}

/** An object with labels or annotations added. */
export function withAddition(resource: Resource, { pairs, fields }: Addition): Resource {
  let { tree } = resource;
  for (const [key, value] of pairs) {
    const origin = keyOrigin(value);
    tree = changeFields(tree, fields, {
      set: (old) =>
        old.type === 'map'
          ? withField(old, key, { key: origin, value: scalarOver(known(fieldOf(old, key)), value) })
          : old,
      create: 'map',
      origin,
    });
  }
  return tree === resource.tree ? resource : { ...resource, tree };
}

function known(tree: Tree | undefined): Tree | undefined {
  return isNothing(tree) ? undefined : tree;
}
