import { related, rule, type Located, type RuleContext } from '../../model/rule.ts';
import type { ImageStart, ImageUse } from '../../model/image-fact.ts';
import type { Text } from '../../model/observation.ts';
import { developmentOf } from '../vocabulary/development.ts';
import { filledFor, rewriteOf } from '../vocabulary/workloads/image-rewrites.ts';
import { isBranch, nameOf, pinOf, tagOf } from '../vocabulary/workloads/images.ts';
import { leaveOpen } from '../vocabulary/workloads/release-values.ts';
import { say } from '../../words/say.ts';

export const imageUnpinned = rule({
  severity: 'warning',
  harm: 'errors',
  scope: 'project',
  since: '0.2.0',
  fix: 'none',
  reads: ['container', 'image-use', 'action-use', 'image-rewrite', 'release-value'],
  check(fact, context) {
    switch (fact.kind) {
      case 'release-value':
        return leaveOpen(fact, context, elsewhere);
      case 'container':
        if (fact.image && fact.unsettled) leaveUnsettled(fact.image, context);
        else if (fact.image) checkImage(fact.image, context, { rewritten: true });
        return;
      case 'image-use':
        if (!fact.built) checkUse(fact, context);
        return;
      case 'image-rewrite':
        if (fact.becomes !== undefined)
          checkImage({ text: fact.becomes, span: fact.span }, context, { rewritten: false });
        return;
      case 'action-use':
        checkAction(fact, context);
    }
  },
});

function leaveUnsettled({ text, span }: Text, context: RuleContext): void {
  const message = say('image.may-be-replaced-by-a', { text });
  context.cannotTell(span, message, say('image.is-it-set-to-an'));
}

function checkUse({ image, span, as, defaulted }: ImageUse, context: RuleContext): void {
  const { state } = pinOf(image);
  if (defaulted && (state === 'latest' || state === 'untagged')) {
    const ask = say('image.does-the-build-set-the');
    return context.cannotTell(span, say('image.comes-from-the-default-of', { image }), ask);
  }
  const stage = as === 'base' ? stageOf(image, context) : undefined;
  if (!stage) return checkImage({ text: image, span }, context, { rewritten: false });
  const ask = say('image.is-the-stage-in', { image, file: stage.file });
  context.cannotTell(span, say('image.has-no-tag-but-another', { image }), ask);
}

function checkImage(image: Text, context: RuleContext, { rewritten }: { rewritten: boolean }): void {
  const pin = pinOf(image.text);
  if (pin.state === 'none') return;
  if (pin.state === 'moving') {
    const message = say('image.uses-a-tag-that-may', { image: image.text });
    return context.cannotTell(image.span, message, say('image.is-this-tag-immutable'));
  }
  if (pin.state === 'pinned')
    return context.shown(
      image.span,
      say('image.is-pinned-by-its', {
        image: pin.by === 'tag' ? image.text : nameOf(image.text),
        by: say(pin.by === 'tag' ? 'word.tag' : 'word.digest'),
      }),
    );
  if (pin.state === 'unknown') {
    const message = say('image.is-filled-in-at-deploy', { image: image.text });
    return context.cannotTell(image.span, message, say('image.is-it-set-to-an'));
  }
  // It only holds a place: nothing in it runs.
  if (/(^|\/)pause([:@]|$)/.test(image.text)) return;
  const rewrite = rewritten ? rewriteOf(image.text, context) : undefined;
  if (rewrite) {
    const { pinned } = rewrite.fact;
    const tool = rewrite.fact.tool === 'a pipeline' ? say('image.a-pipeline') : rewrite.fact.tool;
    const evidence = { related: [related(rewrite, say('image.replaces-this-image', { tool }))] };
    if (pinned)
      return context.shown(image.span, say('image.sets-the-version-of', { tool, image: image.text }), evidence);
    const ask = say('image.which-version-does-it-set');
    return context.cannotTell(
      image.span,
      say('image.replaces-with-another-image', { tool, image: image.text }),
      ask,
      evidence,
    );
  }
  const name = nameOf(image.text);
  const filled = rewritten ? filledFor(name, context) : undefined;
  if (filled) {
    const message = say('image.a-kustomization-sets-the-version', { name });
    const evidence = { related: [related(filled, say('image.the-version'))] };
    return context.cannotTell(image.span, message, say('image.is-this-manifest-applied-without'), evidence);
  }
  const development = rewritten ? undefined : developmentOf(context);
  if (development !== undefined) {
    const ask = say('image.is-this-compose-file-also');
    return context.cannotTell(
      image.span,
      say('image.may-change-but-the-file', { image: image.text, development }),
      ask,
    );
  }
  const message =
    pin.state === 'latest'
      ? say('image.uses-the-tag-so-the', { name, tag: tagOf(image.text) ?? 'latest' })
      : say('image.has-no-tag-so-it', { image: image.text });
  context.violated(image.span, message);
}

/** A Dockerfile may build on what a stage of another one is called. */
function stageOf(image: string, context: RuleContext): Located<ImageStart> | undefined {
  return context.inWorkspace('image-start').find(({ fact }) => fact.stages.includes(image.toLowerCase()));
}

/** A commit, or a version to its last number. */
function isFixed(ref: string): boolean {
  return /^[0-9a-f]{40}([0-9a-f]{24})?$/i.test(ref) || /\d+\.\d+\.\d+/.test(ref);
}

function checkAction(
  { span, action, ref, workflow }: { span: Text['span']; action: string; ref: string; workflow?: true },
  context: RuleContext,
): void {
  if (ref.includes('$')) return;
  if (!isBranch(ref)) {
    if (!isFixed(ref)) {
      const message = say('image.uses-the-tag-which-moves', { action, ref });
      return context.cannotTell(span, message, say('image.are-changes-of-reviewed-before', { ref }));
    }
    const what = /^[0-9a-f]{40}$/i.test(ref) ? say('image.a-pinned-commit') : ref;
    return context.shown(span, say('image.uses', { action, what }));
  }
  const message = say('image.uses-the-branch-so-it', { action, ref });
  if (!workflow) return context.violated(span, message);
  context.cannotTell(span, message, say('image.does-change-only-with-releases', { ref }));
}

/** What is asked of a chart that is not here. */
const elsewhere = { image: say('image.which-image-does-the-chart') };
