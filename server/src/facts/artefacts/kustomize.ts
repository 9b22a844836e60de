import type { Kustomization, ManifestPatch } from '../../model/artefact-fact.ts';
import type { Trouble } from '../../model/fact.ts';
import type { ConfigValues } from '../../model/link-fact.ts';
import type { ImageRewrite } from '../../model/image-fact.ts';
import { readYaml } from '../../syntax/yaml.ts';
import { dig, entriesOf, integerOf, itemsOf, scalarOf, textOf, type YamlNode } from '../../syntax/yaml-node.ts';
import { type Artefact, placed, placedText } from './artefact.ts';
import { generatedConfigs } from './config-values.ts';
import { kustomizeImages, resourcesOfKustomization } from './image-rewrites.ts';
import { joinPath } from './paths.ts';
import { say } from '../../words/say.ts';

const kustomization = /(^|\/)kustomization\.ya?ml$/;
/** A key that makes objects or changes them: a file may have none but `helmCharts`. */
const isKustomizationText =
  /^(patches|replicas|images|namespace:|configMapGenerator|secretGenerator|resources|bases|components|generators|transformers|helmChart|replacements|labels:|commonLabels|name(Pre|Suf)fix:)/m;
const operation = /["']?\bop["']?[ \t]*:[ \t]*["']?(add|replace|remove|copy|move)\b/;

/** Whether a file is a kustomization, or a file of operations that one names. */
export function isKustomize(file: string, text: string): boolean {
  return kustomization.test(file) ? isKustomizationText.test(text) : operation.test(text) && !/^kind:/m.test(text);
}

/** A kustomization with its patches, images and ConfigMaps, or the one patch that a file of operations is. */
export function extractPatches(
  artefact: Artefact,
): (ManifestPatch | Kustomization | ImageRewrite | ConfigValues | Trouble)[] {
  const { file, root } = artefact;
  if (!kustomization.test(file)) {
    const span = itemsOf(root)[0]?.span;
    const isPatch = itemsOf(root).some((item) => textOf(dig(item, 'op')) !== undefined);
    return isPatch && span
      ? [{ kind: 'manifest-patch', span: placed(artefact, span), resources: [], changes: changesOf(root) }]
      : [];
  }
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const resources = resourcesOfKustomization(artefact);
  const patch = (node: YamlNode, fields: Omit<ManifestPatch, 'kind' | 'span' | 'resources'>): ManifestPatch => ({
    kind: 'manifest-patch',
    span: placed(artefact, node.span),
    resources,
    ...fields,
  });
  const given = ['patches', 'patchesJson6902'].flatMap((key) => itemsOf(dig(root, key)));
  return [
    kustomizationOf(artefact, resources),
    ...kustomizeImages(artefact, resources),
    ...generatedConfigs(artefact, folder),
    ...given.flatMap((item) => excessOf(dig(item, 'target'), artefact)),
    ...given.flatMap((item) => {
      const written = dig(item, 'patch');
      const target = targetOf(dig(item, 'target'));
      if (written) return inline(written).map((part) => patch(written, { ...part, ...(target ? { target } : {}) }));
      const path = scalarOf(dig(item, 'path'));
      const from = joinPath(folder, path?.text ?? '');
      // Without a target the file's own objects say what they change.
      return path && from !== undefined && target ? [patch(path, { target, from, changes: [] })] : [];
    }),
    ...itemsOf(dig(root, 'patchesStrategicMerge')).flatMap((item) => inline(item).map((part) => patch(item, part))),
    ...itemsOf(dig(root, 'replicas')).map((item) =>
      patch(item, { target: { name: literally(textOf(dig(item, 'name')) ?? '') }, changes: ['replicas'] }),
    ),
  ];
}

function kustomizationOf(artefact: Artefact, resources: readonly string[]): Kustomization {
  const { file, root } = artefact;
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const namespace = placedText(artefact, dig(root, 'namespace'));
  return {
    kind: 'kustomization',
    span: placed(artefact, { start: root.span.start, end: root.span.start }),
    ...(textOf(dig(root, 'kind')) === 'Component' ? { isComponent: true } : {}),
    resources,
    named: namedIn(artefact.text).flatMap((name) => joinPath(folder, name) ?? []),
    components: itemsOf(dig(root, 'components')).flatMap((item) => joinPath(folder, textOf(item) ?? '') ?? []),
    ...(namespace ? { namespace } : {}),
    replicas: itemsOf(dig(root, 'replicas')).flatMap((item) => {
      const [name, count] = [textOf(dig(item, 'name')), integerOf(dig(item, 'count'))];
      return name === undefined || count === undefined ? [] : [{ name, count, span: placed(artefact, item.span) }];
    }),
  };
}

/** Paths of YAML and JSON files in a text, comments left out. */
function namedIn(text: string): string[] {
  const written = text.replace(/(^|\s)#[^\n]*/g, '$1');
  return [...new Set(written.match(/[\w./-]{1,200}\.(?:ya?ml|json)\b/g))];
}

/** A patch written in the kustomization: operations, or an object that names its target itself. */
function inline(node: YamlNode): { target?: ManifestPatch['target']; changes: readonly string[] }[] {
  const text = textOf(node) ?? '';
  if (!text.includes('\n')) return [];
  return readYaml(text).flatMap(({ root }) => {
    if (!root) return [];
    const kind = textOf(dig(root, 'kind'));
    const name = textOf(dig(root, 'metadata', 'name'));
    const changes = changesOf(root);
    if (kind === undefined || name === undefined) return [{ changes }];
    return [{ target: { kind: literally(kind), name: literally(name) }, changes }];
  });
}

/** Longest pattern of a target, in characters: names have 253 at most. */
const maxPattern = 300;
/** Repetitions of a hundred and more: each is a copy of what is repeated. */
const largeCount = /\{\d*,?\d{3}/;

function isExcessive(pattern: string): boolean {
  return pattern.length > maxPattern || largeCount.test(pattern);
}

/** Patterns of a target that are over the limits; such a patch is taken to be for any object. */
function excessOf(target: YamlNode | undefined, artefact: Artefact): Trouble[] {
  return ['kind', 'name'].flatMap((key): Trouble[] => {
    const node = scalarOf(dig(target, key));
    if (!node || !isExcessive(node.text)) return [];
    const message = say('kustomize.the-of-this-target-is', { key, maxPattern });
    return [{ kind: 'trouble', trouble: 'pattern', span: placed(artefact, node.span), message }];
  });
}

function targetOf(node: YamlNode | undefined): ManifestPatch['target'] {
  if (!node) return undefined;
  const [kind, name] = ['kind', 'name'].map((key) => {
    const pattern = textOf(dig(node, key));
    return pattern === undefined || isExcessive(pattern) ? undefined : pattern;
  });
  return { ...(kind === undefined ? {} : { kind }), ...(name === undefined ? {} : { name }) };
}

/** All keys that a patch names, in the paths of its operations and in what it adds. */
function changesOf(root: YamlNode): string[] {
  const keys = new Set<string>();
  const visit = (node: YamlNode | undefined): void => {
    for (const item of itemsOf(node)) visit(item);
    for (const { key, value } of entriesOf(node)) {
      if (key) keys.add(key.text);
      visit(value);
    }
  };
  visit(root);
  for (const item of itemsOf(root)) for (const key of (textOf(dig(item, 'path')) ?? '').split('/')) keys.add(key);
  return [...keys].filter((key) => /^[A-Za-z]+$/.test(key)).sort();
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
