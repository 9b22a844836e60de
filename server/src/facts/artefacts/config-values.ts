import type { ConfigValues } from '../../model/link-fact.ts';
import type { Span } from '../../model/span.ts';
import { dig, stringsOf, textOf } from '../../syntax/yaml-node.ts';
import type { Artefact } from './artefact.ts';
import { hostMentions } from '../links/host-mentions.ts';
import { keptValue } from './pod-settings.ts';

/** `NAME=value` of a file for the environment (`.env`), under the file's name. */
export function environmentFile(file: string, text: string): ConfigValues[] {
  if (!/(^|\/)[\w.-]*\.env([._-][\w.-]+)?$/.test(file)) return [];
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
