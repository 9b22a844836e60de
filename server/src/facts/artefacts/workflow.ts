import type { Fact } from '../../model/fact.ts';
import { dig, entriesOf, itemsOf, type YamlNode } from '../../syntax/yaml-node.ts';
import { type Artefact, placedText } from './artefact.ts';

/** Whether a file is a pipeline: a GitHub workflow, an action, or one of GitLab. */
export function isPipeline(file: string, text: string): boolean {
  return (
    (/(^|\/)\.(github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/.test(file) &&
      /\b(uses|container|image|run):/.test(text)) ||
    (/(^|\/)action\.ya?ml$/.test(file) && /^runs[ \t]*:/m.test(text)) ||
    (/(^|[/.-])gitlab-ci\.ya?ml$/.test(file) && /\b(image|script)[ \t]*:/.test(text))
  );
}

/** The actions, workflows and images that a pipeline takes from elsewhere. */
export function extractPipeline(artefact: Artefact): Fact[] {
  return /gitlab-ci\.ya?ml$/.test(artefact.file) ? gitlabImages(artefact) : githubUses(artefact);
}

function githubUses(artefact: Artefact): Fact[] {
  const { root } = artefact;
  const jobs = entriesOf(dig(root, 'jobs')).map(({ value }) => value);
  return [
    ...usesOf(artefact, dig(root, 'runs', 'steps')),
    ...imageOf(artefact, dig(root, 'runs', 'image'), /^docker:\/\//),
    ...jobs.flatMap((job) => [
      ...actionOf(artefact, dig(job, 'uses')),
      ...imageIn(artefact, dig(job, 'container')),
      ...entriesOf(dig(job, 'services')).flatMap(({ value }) => imageIn(artefact, value)),
      ...usesOf(artefact, dig(job, 'steps')),
    ]),
  ];
}

function usesOf(artefact: Artefact, steps: YamlNode | undefined): Fact[] {
  return itemsOf(steps).flatMap((step) => actionOf(artefact, dig(step, 'uses')));
}

function actionOf(artefact: Artefact, node: YamlNode | undefined): Fact[] {
  const uses = placedText(artefact, node);
  if (!uses || uses.text.startsWith('.')) return [];
  if (uses.text.startsWith('docker://')) return imageOf(artefact, node, /^docker:\/\//);
  const [, action, ref] = /^([^@\s]+)@(\S+)$/.exec(uses.text) ?? [];
  if (action === undefined || ref === undefined) return [];
  const workflow = /\/workflows\/[^/]+\.ya?ml$/.test(action);
  return [{ kind: 'action-use', span: uses.span, action, ref, ...(workflow ? { workflow } : {}) }];
}

function imageIn(artefact: Artefact, node: YamlNode | undefined): Fact[] {
  return imageOf(artefact, node?.type === 'map' ? (dig(node, 'image') ?? dig(node, 'name')) : node);
}

function imageOf(artefact: Artefact, node: YamlNode | undefined, prefix?: RegExp): Fact[] {
  const image = placedText(artefact, node);
  if (!image || (prefix && !prefix.test(image.text))) return [];
  return [{ kind: 'image-use', span: image.span, image: image.text.replace(/^docker:\/\//, ''), as: 'job' }];
}

/** Keywords of GitLab's pipelines at the top that are no jobs. */
const notJobs = new Set([
  'stages',
  'variables',
  'include',
  'workflow',
  'cache',
  'before_script',
  'after_script',
  'spec',
]);

function gitlabImages(artefact: Artefact): Fact[] {
  const scopes = entriesOf(artefact.root).flatMap(({ key, value }) =>
    key && !notJobs.has(key.text) && value?.type === 'map' && key.text !== 'image' ? [value] : [],
  );
  const all: YamlNode[] = [artefact.root, ...scopes];
  return all.flatMap((scope) => [
    ...imageIn(artefact, dig(scope, 'image')),
    ...itemsOf(dig(scope, 'services')).flatMap((service) => imageIn(artefact, service)),
  ]);
}
