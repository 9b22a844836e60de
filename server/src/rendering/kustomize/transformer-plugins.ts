import type { FieldSpecs } from './field-specs.ts';
import { fieldSpecOf } from './labels.ts';
import { fieldOf, itemsAt, type MapTree, mapTree, textAt, type Tree } from './tree.ts';

/** A transformer of Kustomize as the kustomization that does the same, with the fields that it changes. */
export interface BuiltInTransformer {
  readonly tree: MapTree;
  readonly specs: Partial<FieldSpecs>;
}

/** The transformer that a configuration asks for; undefined for a program of its own, and for options that are not followed. */
export function builtInTransformer(config: Tree): BuiltInTransformer | undefined {
  if (textAt(config, 'apiVersion') !== 'builtin') return undefined;
  const fields = itemsAt(config, 'fieldSpecs').flatMap(fieldSpecOf);
  const of = (key: string, value: Tree | undefined, specs: Partial<FieldSpecs> = {}): BuiltInTransformer | undefined =>
    value && { tree: mapTree([[key, { key: {}, value }]]), specs };
  const one = (value: Tree | undefined): Tree | undefined => value && { type: 'list', items: [value] };
  switch (textAt(config, 'kind')) {
    case 'PrefixTransformer':
      return of('namePrefix', fieldOf(config, 'prefix'), { namePrefix: fields });
    case 'SuffixTransformer':
      return of('nameSuffix', fieldOf(config, 'suffix'), { nameSuffix: fields });
    case 'LabelTransformer':
      return of('commonLabels', fieldOf(config, 'labels'), { commonLabels: fields });
    case 'AnnotationsTransformer':
      return of('commonAnnotations', fieldOf(config, 'annotations'), { commonAnnotations: fields });
    case 'NamespaceTransformer':
      if (textAt(config, 'unsetOnly') === 'true' || textAt(config, 'setRoleBindingSubjects') !== undefined)
        return undefined;
      return of('namespace', fieldOf(fieldOf(config, 'metadata'), 'namespace'), { namespace: fields });
    case 'ImageTagTransformer':
      return of('images', one(fieldOf(config, 'imageTag')), { images: fields });
    case 'ReplicaCountTransformer':
      return of('replicas', one(fieldOf(config, 'replica')), { replicas: fields });
    case 'PatchTransformer':
      return of('patches', one(config));
    case 'ReplacementTransformer':
      return of('replacements', fieldOf(config, 'replacements'));
    default:
      return undefined;
  }
}
