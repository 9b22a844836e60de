import { related, rule, type Located, type RuleContext } from '../../model/rule.ts';
import type { ImageStart, ImageUse } from '../../model/image-fact.ts';
import type { Text } from '../../model/observation.ts';
import { developmentOf } from '../vocabulary/development.ts';
import { filledFor, rewriteOf } from '../vocabulary/workloads/image-rewrites.ts';
import { isBranch, nameOf, pinOf, tagOf } from '../vocabulary/workloads/images.ts';
import { leaveOpen } from '../vocabulary/workloads/release-values.ts';

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
  const message = `${text} may be replaced by a patch or a value that is not in this workspace`;
  context.cannotTell(span, message, 'Is it set to an immutable version?');
}

function checkUse({ image, span, as, defaulted }: ImageUse, context: RuleContext): void {
  const { state } = pinOf(image);
  if (defaulted && (state === 'latest' || state === 'untagged')) {
    const ask = 'Does the build set the argument to a version?';
    return context.cannotTell(span, `${image} comes from the default of a build argument`, ask);
  }
  const stage = as === 'base' ? stageOf(image, context) : undefined;
  if (!stage) return checkImage({ text: image, span }, context, { rewritten: false });
  const ask = `Is ${image} the stage in ${stage.file}?`;
  context.cannotTell(span, `${image} has no tag, but another Dockerfile has a stage of this name`, ask);
}

function checkImage(image: Text, context: RuleContext, { rewritten }: { rewritten: boolean }): void {
  const pin = pinOf(image.text);
  if (pin.state === 'none') return;
  if (pin.state === 'moving') {
    const message = `${image.text} uses a tag that may move with later releases`;
    return context.cannotTell(image.span, message, 'Is this tag immutable?');
  }
  if (pin.state === 'pinned')
    return context.shown(
      image.span,
      `${pin.by === 'tag' ? image.text : nameOf(image.text)} is pinned by its ${pin.by}`,
    );
  if (pin.state === 'unknown') {
    const message = `${image.text} is filled in at deploy time`;
    return context.cannotTell(image.span, message, 'Is it set to an immutable version?');
  }
  // It only holds a place: nothing in it runs.
  if (/(^|\/)pause([:@]|$)/.test(image.text)) return;
  const rewrite = rewritten ? rewriteOf(image.text, context) : undefined;
  if (rewrite) {
    const { tool, pinned } = rewrite.fact;
    const evidence = { related: [related(rewrite, `${tool} replaces this image`)] };
    if (pinned) return context.shown(image.span, `${tool} sets the version of ${image.text}`, evidence);
    const ask = 'Which version does it set outside development?';
    return context.cannotTell(image.span, `${tool} replaces ${image.text} with another image`, ask, evidence);
  }
  const name = nameOf(image.text);
  const filled = rewritten ? filledFor(name, context) : undefined;
  if (filled) {
    const message = `a kustomization sets the version of ${name}`;
    const evidence = { related: [related(filled, 'the version')] };
    return context.cannotTell(image.span, message, 'Is this manifest applied without the kustomization?', evidence);
  }
  const development = rewritten ? undefined : developmentOf(context);
  if (development !== undefined) {
    const ask = 'Is this compose file also used in production?';
    return context.cannotTell(
      image.span,
      `${image.text} may change, but the file is for development (${development})`,
      ask,
    );
  }
  const message =
    pin.state === 'latest'
      ? `${name} uses the tag ${tagOf(image.text) ?? 'latest'}, so the running version can change without a deploy`
      : `${image.text} has no tag, so it uses latest and can change without a deploy`;
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
      const message = `${action} uses the tag ${ref}, which moves with each release`;
      return context.cannotTell(span, message, `Are changes of ${ref} reviewed before they are used?`);
    }
    const what = /^[0-9a-f]{40}$/i.test(ref) ? 'a pinned commit' : ref;
    return context.shown(span, `${action} uses ${what}`);
  }
  const message = `${action} uses the branch ${ref}, so it can change without a commit here`;
  if (!workflow) return context.violated(span, message);
  context.cannotTell(span, message, `Does ${ref} change only with releases?`);
}

/** What is asked of a chart that is not here. */
const elsewhere = { image: 'Which image does the chart make of it?' };
