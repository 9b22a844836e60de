import type { MergeContext, Merged } from './merge-context.ts';
import { mergeLists } from './merge-lists.ts';
import { type Shape, shapeOf } from './merge-keys.ts';
import {
  type Field,
  inPlaceOf,
  isNothing,
  type MapTree,
  scalarOver,
  textAt,
  type Tree,
  withoutField,
} from '../tree.ts';

/** A patch that does not fit: Kustomize stops at it. */
export interface Misfit {
  readonly misfit: string;
}

const directive = '$patch';

/**
 * An object with a strategic merge patch applied, as Kustomize does it: lists with a merge key are merged, others replaced,
 * null deletes. `undefined` where the patch deletes the object.
 */
export function strategicMerge(
  object: MapTree,
  patch: MapTree,
  { hasOwnSchema = false }: { hasOwnSchema?: boolean } = {},
): MapTree | undefined | Misfit {
  const misfits: string[] = [];
  const merged = merge(object, patch, {
    shape: undefined,
    path: '',
    misfits,
    merge,
    isUnsure: hasOwnSchema && !ownShape(object),
  });
  const [misfit] = misfits;
  if (misfit !== undefined) return { misfit };
  return merged?.type === 'map' ? merged : undefined;
}

/** A part with the patch's part merged into it. */
function merge(old: Merged, patch: Merged, context: MergeContext): Merged {
  const first = isNothing(old) ? patch : old;
  if (isNothing(first))
    return isNothing(patch) && old?.type === 'scalar' && old.text !== '' && !patch ? old : undefined;
  if (first.type === 'unknown') return first;
  if (patch?.type === 'unknown') return patch;
  if (!isNothing(old) && !isNothing(patch) && old.type !== patch.type) {
    context.misfits.push(`the patch has a ${said(patch)} at ${context.path}, and the object a ${said(old)}`);
    return old;
  }
  if (first.type === 'scalar')
    return patch === undefined ? old : patch.type === 'scalar' ? override(old, patch) : patch;
  if (first.type === 'list') return mergeListOf(old, patch, context);
  const shape = context.shape ?? ownShape(first) ?? (patch ? ownShape(patch) : undefined);
  return mergeMap(old, patch, { ...context, shape });
}

function override(old: Merged, patch: Tree & { type: 'scalar' }): Merged {
  return patch.tag === 'null' ? undefined : scalarOver(old, patch);
}

function mergeMap(old: Merged, patch: Merged, context: MergeContext): Merged {
  const asked = patch === undefined ? undefined : textAt(patch, directive);
  if (asked !== undefined && !['delete', 'replace', 'merge'].includes(asked)) {
    context.misfits.push(`$patch is ${asked} at ${context.path}; it can be delete, replace or merge`);
    return old;
  }
  if (asked === 'delete' || (patch !== undefined && isNothing(patch))) return undefined;
  const given = patch?.type === 'map' ? withoutField(patch, directive) : undefined;
  // What is added goes through the same steps, so that nulls and directives in it take effect.
  const base = asked === 'replace' || isNothing(old) ? given : old;
  if (base?.type !== 'map') return base;
  const fields = new Map<string, Field>();
  let changed = false;
  const names = given && given !== base ? new Set([...base.fields.keys(), ...given.fields.keys()]) : base.fields.keys();
  for (const name of names) {
    const [before, after] = [base.fields.get(name), given?.fields.get(name)];
    const value = merge(before?.value, after?.value, {
      shape: context.shape?.fields[name],
      path: context.path === '' ? name : `${context.path}.${name}`,
      misfits: context.misfits,
      isUnsure: context.isUnsure,
      merge,
    });
    changed ||= value !== before?.value;
    const key = before?.key ?? after?.key ?? {};
    if (value) fields.set(name, { key, value });
  }
  if (!changed) return base;
  return { ...base, fields };
}

function mergeListOf(old: Merged, patch: Merged, context: MergeContext): Merged {
  const keys = context.shape?.keys;
  if (!keys && context.isUnsure && !isNothing(old) && !isNothing(patch))
    return { type: 'unknown', because: 'a schema that is not read decides how this list is merged', at: old.at };
  if (!keys)
    return patch === undefined
      ? old
      : isNothing(patch)
        ? undefined
        : inPlaceOf(isNothing(old) ? undefined : old, patch);
  if (patch !== undefined && isNothing(patch)) return undefined;
  const given = patch?.type === 'list' ? patch : undefined;
  return mergeLists(old?.type === 'list' ? old : undefined, given, { ...context, keys });
}

function ownShape(tree: Tree): Shape | undefined {
  if (tree.type !== 'map') return undefined;
  const [apiVersion, kind] = [textAt(tree, 'apiVersion'), textAt(tree, 'kind')];
  return apiVersion === undefined || kind === undefined ? undefined : shapeOf(apiVersion, kind);
}

function said(tree: Tree): string {
  return tree.type === 'scalar' ? 'value' : tree.type === 'unknown' ? 'value that is not known' : tree.type;
}
