import { anyImage, type ImageRewrite } from '../../../model/image-fact.ts';
import type { Located, RuleContext } from '../../../model/rule.ts';
import { nameOf, tagOf } from './images.ts';
import { isWithin, reachedFrom } from './kustomize.ts';
import { nearestTo } from './pods.ts';

/** What puts another image in the place of a manifest's; the one that stands nearest. */
export function rewriteOf(image: string, context: RuleContext): Located<ImageRewrite> | undefined {
  const name = nameOf(image);
  const kustomizations = context.inWorkspace('kustomization');
  const all = context
    .inWorkspace('image-rewrite')
    .filter(
      ({ file, fact }) =>
        (fact.image === anyImage || nameOf(fact.image) === name) &&
        (fact.tag === undefined || fact.tag === (tagOf(image) ?? 'latest')) &&
        (fact.resources === undefined ||
          isWithin(fact.tool === 'Kustomize' ? reachedFrom(file, kustomizations) : fact.resources, context.file)),
    );
  const pinned = all.filter(({ fact }) => fact.pinned);
  return nearestTo(context.file, pinned.length > 0 ? pinned : all);
}

/** A kustomization that gives a version to a name without a registry, which is one to be filled in, though it is not seen to take the file. */
export function filledFor(name: string, context: RuleContext): Located<ImageRewrite> | undefined {
  if (name.includes('/')) return undefined;
  return context
    .inWorkspace('image-rewrite')
    .find(({ fact }) => fact.tool === 'Kustomize' && fact.image === name && fact.pinned);
}
