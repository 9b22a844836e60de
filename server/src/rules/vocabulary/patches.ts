import type { ManifestPatch } from '../../model/artefact-fact.ts';
import type { Located } from '../../model/rule.ts';
import { matchesWhole } from './expressions.ts';

/** What patches are asked for. */
export interface Patched {
  readonly file: string;
  /** `Deployment`. */
  readonly kind: string;
  readonly name: string;
}

/** A patch that changes an object; `always` where the kustomization names the object's own file. */
export interface Patching {
  readonly patch: Located<ManifestPatch>;
  readonly always: boolean;
}

/** The Kustomize patch that changes one of these keys of an object, or may; undefined where none does. */
export function patchOf(
  object: Patched,
  keys: readonly string[],
  patches: readonly Located<ManifestPatch>[],
): Patching | undefined {
  const changes = ({ from, changes: given }: ManifestPatch): boolean => {
    if (from === undefined) return keys.some((key) => given.includes(key));
    const held = patches.find(({ file, fact }) => file === from && fact.resources.length === 0);
    // A file that was not read may change anything.
    return held === undefined || keys.some((key) => held.fact.changes.includes(key));
  };
  const found = patches.filter(({ fact }) => reaches(fact, object.file) && isFor(fact, object) && changes(fact));
  const own = found.find(({ fact }) => fact.resources.includes(object.file));
  const patch = own ?? found[0];
  return patch && { patch, always: own !== undefined };
}

function reaches({ resources }: ManifestPatch, file: string): boolean {
  return resources.some((resource) => file === resource || file.startsWith(`${resource}/`));
}

function isFor({ target }: ManifestPatch, { kind, name }: Patched): boolean {
  return target !== undefined && fits(target.kind, kind) && fits(target.name, name);
}

/** Kustomize matches patterns against the whole text, and takes a leading `!` for all others. */
function fits(pattern: string | undefined, text: string): boolean {
  if (pattern === undefined || pattern === '') return true;
  const isNot = pattern.startsWith('!');
  const found = matchesWhole(isNot ? pattern.slice(1) : pattern, text);
  // A patch with a pattern that cannot be read may be for anything.
  return found === undefined || found !== isNot;
}
