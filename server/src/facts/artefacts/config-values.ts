import type { ConfigValues } from '../../model/link-fact.ts';
import type { Span } from '../../model/span.ts';
import { dig, itemsOf, stringsOf, textOf, type YamlNode } from '../../syntax/yaml-node.ts';
import { type Artefact, placedText } from './artefact.ts';
import { hostMentions } from '../links/host-mentions.ts';
import { joinPath } from './paths.ts';
import { keptValue } from './pod-settings.ts';

/** Files that hold variables for the environment, by their names. */
const forEnvironment = /(^|\/)([\w.-]*\.env([._-][\w.-]+)?|(env|environment|params|config)\.properties)$/;

/** `NAME=value` of a file for the environment (`.env`), under the file's name. */
export function environmentFile(file: string, text: string): ConfigValues[] {
  if (!forEnvironment.test(file)) return [];
  const values: Record<string, string> = {};
  for (const [, name = '', written = ''] of text.matchAll(
    /^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w{0,100})=([^\n\r]{0,500})/gm,
  )) {
    const value = /^(["'])(.*)\1[ \t]*(?:#.*)?$/.exec(written)?.[2] ?? written.replace(/[ \t]#.*$/, '').trim();
    const kept = keptValue(name, value);
    if (kept !== undefined) values[name] = kept;
  }
  if (Object.keys(values).length === 0) return [];
  return [{ kind: 'config-values', span: { start: 0, end: 0 }, name: file.slice(file.lastIndexOf('/') + 1), values }];
}

/** Hosts of one ConfigMap that are kept. */
const maxHosts = 50;

/** The short values of a ConfigMap that can be no secret; nothing for one that has none. */
export function configValues({ root }: Artefact, span: Span): ConfigValues[] {
  const name = textOf(dig(root, 'metadata', 'name'));
  const values = Object.entries(stringsOf(dig(root, 'data'))).flatMap(([key, value]) => {
    const kept = keptValue(key, value);
    return kept === undefined ? [] : [[key, kept] as const];
  });
  const files = Object.entries(stringsOf(dig(root, 'data'))).filter(([, value]) => value.includes('\n'));
  const hosts = [
    ...new Set(
      files.flatMap(([, value]) =>
        hostMentions(value, { words: false }).flatMap((fact) => fact.hosts.map(({ host }) => host)),
      ),
    ),
  ].slice(0, maxHosts);
  if (name === undefined || values.length + hosts.length === 0) return [];
  const namespace = textOf(dig(root, 'metadata', 'namespace'));
  return [
    {
      kind: 'config-values',
      span,
      name,
      ...(namespace === undefined ? {} : { namespace }),
      values: Object.fromEntries(values),
      ...(hosts.length === 0 ? {} : { hosts }),
    },
  ];
}

/** The ConfigMaps that a kustomization in a folder generates, under their names as manifests write them: without the hash. */
export function generatedConfigs(artefact: Artefact, folder: string): ConfigValues[] {
  return itemsOf(dig(artefact.root, 'configMapGenerator')).flatMap((each): ConfigValues[] => {
    const name = placedText(artefact, dig(each, 'name'));
    if (!name) return [];
    const values: Record<string, string> = {};
    for (const literal of itemsOf(dig(each, 'literals'))) {
      const [, key = '', quoted = ''] = /^([^=]+)=([^]*)$/.exec(textOf(literal) ?? '') ?? [];
      const kept = key === '' ? undefined : keptValue(key, /^(["'])([^]*)\1$/.exec(quoted)?.[2] ?? quoted);
      if (kept !== undefined) values[key] = kept;
    }
    const paths = (nodes: readonly (YamlNode | undefined)[]) =>
      // `key=path` gives a file another name.
      nodes.flatMap((node) => joinPath(folder, (textOf(node) ?? '').replace(/^[\w.-]+=/, '')) ?? []);
    const envs = paths([dig(each, 'env'), ...itemsOf(dig(each, 'envs'))]);
    const files = paths(itemsOf(dig(each, 'files')));
    const namespace = textOf(dig(each, 'namespace'));
    return [
      {
        kind: 'config-values',
        span: name.span,
        name: name.text,
        ...(namespace === undefined ? {} : { namespace }),
        values,
        ...(envs.length === 0 ? {} : { envs }),
        ...(files.length === 0 ? {} : { files }),
      },
    ];
  });
}
