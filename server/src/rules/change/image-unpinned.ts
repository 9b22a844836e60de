import { related, rule, type Located, type RuleContext } from '../../model/rule.ts';
import type { ImageStart, ImageUse } from '../../model/image-fact.ts';
import type { Text } from '../../model/observation.ts';
import { developmentOf } from '../vocabulary/development.ts';
import { filledFor, rewriteOf } from '../vocabulary/image-rewrites.ts';
import { isBranch, nameOf, pinOf, tagOf } from '../vocabulary/images.ts';

const deployment = (image: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: search
spec:
  selector:
    matchLabels: { app: search }
  template:
    metadata:
      labels: { app: search }
    spec:
      containers:
        - name: search
          image: ${image}
`;

const workflow = (ref: string) => `on: push
jobs:
  release:
    runs-on: ubuntu-24.04
    steps:
      - uses: acme/deploy-action@${ref}
`;

export const imageUnpinned = rule({
  id: 'image-unpinned',
  summary: 'Images and actions are named with a version that stays what it is',
  aspect: 'change',
  severity: 'warning',
  harm: 'errors',
  scope: 'project',
  since: '0.2.0',
  fix: 'none',
  docs: {
    why: 'What `latest` means changes without a change of yours: a pod that restarts at night runs another version than the one beside it, nobody rolled it out, and rolling back brings the same image again.',
    remedy:
      'Name a version that never moves, or the digest. Where a tool puts the tag in (Kustomize, Skaffold), nothing is asked of the manifest.',
    guide: 'build-and-delivery',
    examples: [
      {
        title: 'A container',
        bad: { 'deploy.yaml': deployment('registry.local/search') },
        good: { 'deploy.yaml': deployment('registry.local/search:1.4.0') },
      },
      {
        title: 'A base image',
        bad: { Dockerfile: 'FROM node:latest\nCMD ["node", "server.js"]\n' },
        good: { Dockerfile: 'FROM node:22.12-alpine\nCMD ["node", "server.js"]\n' },
      },
      {
        title: 'An action of a pipeline',
        bad: { '.github/workflows/release.yml': workflow('main') },
        good: { '.github/workflows/release.yml': workflow('v2.1.0') },
      },
    ],
  },
  reads: ['container', 'image-use', 'action-use', 'image-rewrite'],
  check(fact, context) {
    switch (fact.kind) {
      case 'container':
        if (fact.image) checkImage(fact.image, context, { rewritten: true });
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

function checkUse({ image, span, as, defaulted }: ImageUse, context: RuleContext): void {
  const { state } = pinOf(image);
  if (defaulted && (state === 'latest' || state === 'untagged')) {
    const ask = 'Does the build give the argument a version?';
    return context.cannotTell(span, `${image} is what the default of an argument makes of it`, ask);
  }
  const stage = as === 'base' ? stageOf(image, context) : undefined;
  if (!stage) return checkImage({ text: image, span }, context, { rewritten: false });
  const ask = `Is ${image} the stage of ${stage.file}, built before?`;
  context.cannotTell(span, `${image} names no version, and a stage of another Dockerfile is called so`, ask);
}

function checkImage(image: Text, context: RuleContext, { rewritten }: { rewritten: boolean }): void {
  const pin = pinOf(image.text);
  if (pin.state === 'none') return;
  if (pin.state === 'moving') {
    const message = `${image.text} is named with a tag that may move with later releases`;
    return context.cannotTell(image.span, message, 'Does the tag stay what it is?');
  }
  if (pin.state === 'pinned')
    return context.shown(
      image.span,
      `${pin.by === 'tag' ? image.text : nameOf(image.text)} is named with its ${pin.by}`,
    );
  if (pin.state === 'unknown') {
    const message = `${image.text} is only known once it is filled in`;
    return context.cannotTell(image.span, message, 'Does it get a version that stays what it is?');
  }
  // It only holds a place: nothing in it runs.
  if (/(^|\/)pause([:@]|$)/.test(image.text)) return;
  const rewrite = rewritten ? rewriteOf(image.text, context) : undefined;
  if (rewrite) {
    const { tool, pinned } = rewrite.fact;
    const evidence = { related: [related(rewrite, `${tool} puts another image in its place`)] };
    if (pinned) return context.shown(image.span, `${tool} puts a version in the place of ${image.text}`, evidence);
    const ask = 'Which version does it put in outside of development?';
    return context.cannotTell(image.span, `${tool} puts another image in the place of ${image.text}`, ask, evidence);
  }
  const name = nameOf(image.text);
  const filled = rewritten ? filledFor(name, context) : undefined;
  if (filled) {
    const message = `a kustomization puts a version in the place of ${name}`;
    const evidence = { related: [related(filled, 'the version')] };
    return context.cannotTell(image.span, message, 'Is this manifest applied as it stands?', evidence);
  }
  const development = rewritten ? undefined : developmentOf(context);
  if (development !== undefined) {
    const ask = 'Does this compose file also run in production?';
    return context.cannotTell(image.span, `${image.text} may change, in a file for development: ${development}`, ask);
  }
  const message =
    pin.state === 'latest'
      ? `${name} uses the tag ${tagOf(image.text) ?? 'latest'}: what runs changes without a change of yours`
      : `${image.text} names no version, so the tag latest is used`;
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
      const message = `${action} uses the tag ${ref}, which moves with each of its releases`;
      return context.cannotTell(span, message, `Is what ${ref} stands for looked at before each release?`);
    }
    const what = /^[0-9a-f]{40}$/i.test(ref) ? 'its commit' : ref;
    return context.shown(span, `${action} uses ${what}`);
  }
  const message = `${action} uses the branch ${ref}: it changes without a change of yours`;
  if (!workflow) return context.violated(span, message);
  context.cannotTell(span, message, `Is ${ref} of that repository released like a version?`);
}
