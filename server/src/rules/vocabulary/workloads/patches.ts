import type { ManifestPatch } from '../../../model/artefact-fact.ts';
import type { Kustomization } from '../../../model/artefact-fact.ts';
import type { Located, RuleContext } from '../../../model/rule.ts';
import { isPlain, matchesWhole } from './expressions.ts';
import { isWithin, reachedFrom } from './kustomize.ts';
import { groupedBy, oncePer } from '../lookup.ts';

/** What patches are asked for. */
export interface Patched {
  readonly file: string;
  /** `Deployment`. */
  readonly kind: string;
  readonly name: string;
}

/** A patch that changes an object; `always` where the kustomization names the object's own file, and the patch is certainly for it. */
export interface Patching {
  readonly patch: Located<ManifestPatch>;
  readonly always: boolean;
}

/** The Kustomize patch that changes one of these keys of an object, or may; undefined where none does. */
export function patchOf(
  object: Patched,
  keys: readonly string[],
  context: Pick<RuleContext, 'inWorkspace'>,
): Patching | undefined {
  const patches = context.inWorkspace('manifest-patch');
  const changes = ({ from, changes: given }: ManifestPatch): boolean => {
    if (from === undefined) return keys.some((key) => given.includes(key));
    const [held] = files(patches, from);
    // A file that was not read may change anything.
    return held === undefined || keys.some((key) => held.fact.changes.includes(key));
  };
  const found = candidates(object, context).filter(({ fact }) => isFor(fact, object) !== false && changes(fact));
  const own = found.find(({ fact }) => isFor(fact, object) === true && fact.resources.includes(object.file));
  const patch = own ?? found[0];
  return patch && { patch, always: own !== undefined };
}

/** Files of operations by their path. */
const files = groupedBy(({ file, fact }: Located<ManifestPatch>) => (fact.resources.length === 0 ? [file] : []));

/** Patches that may be for the objects of a file: by the name of their target, and those whose target is a pattern. */
const ofFile = oncePer((patches: readonly Located<ManifestPatch>[]) =>
  oncePer((kustomizations: readonly Located<Kustomization>[]) => {
    const known = new Map<string, readonly Located<ManifestPatch>[]>();
    return (file: string) => {
      const before =
        known.get(file) ?? patches.filter((patch) => isWithin(reachedFrom(patch.file, kustomizations), file));
      known.set(file, before);
      return before;
    };
  }),
);
const named = groupedBy(({ fact: { target } }: Located<ManifestPatch>) => [
  target?.name !== undefined && isPlain(target.name) ? target.name : pattern,
]);
const pattern = '*';

function candidates({ file, name }: Patched, { inWorkspace }: Pick<RuleContext, 'inWorkspace'>) {
  const reaching = ofFile(inWorkspace('manifest-patch'))(inWorkspace('kustomization'))(file);
  const [own, others] = [named(reaching, name), named(reaching, pattern)];
  if (own.length === 0 || others.length === 0) return own.length === 0 ? others : own;
  const order = orderOf(reaching);
  return [...own, ...others].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
}

const orderOf = oncePer(
  (patches: readonly Located<ManifestPatch>[]) => new Map(patches.map((patch, index) => [patch, index])),
);

/** Whether a patch is for an object; undefined where that is not known. */
function isFor({ target }: ManifestPatch, { kind, name }: Patched): boolean | undefined {
  if (target === undefined) return false;
  const [first, second] = [fits(target.kind, kind), fits(target.name, name)];
  return first === false || second === false ? false : first && second;
}

/**
 * Kustomize matches patterns against the whole text. Whether a leading `!` means all others, or is a part of the pattern, depends on
 * its version (5.5 reads it as a part, which fits nothing); a pattern that cannot be read may be for anything.
 */
function fits(written: string | undefined, text: string): boolean | undefined {
  if (written === undefined || written === '') return true;
  if (!written.startsWith('!')) return matchesWhole(written, text);
  return matchesWhole(written.slice(1), text) === true ? false : undefined;
}
