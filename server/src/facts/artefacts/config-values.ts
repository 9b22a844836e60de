import type { ConfigValues } from '../../model/link-fact.ts';
import type { Span } from '../../model/span.ts';
import { dig, stringsOf, textOf } from '../../syntax/yaml-node.ts';
import type { Artefact } from './artefact.ts';
import { isPlain } from './pod-settings.ts';

/** `NAME=value` of a file for the environment (`.env`), under the file's name. */
export function environmentFile(file: string, text: string): ConfigValues[] {
  if (!/(^|\/)[\w-]*\.env([._-][\w.-]+)?$/.test(file)) return [];
  const values: Record<string, string> = {};
  for (const [, name = '', written = ''] of text.matchAll(
    /^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w{0,100})=([^\n\r]{0,500})/gm,
  )) {
    const value = /^(["'])(.*)\1[ \t]*(?:#.*)?$/.exec(written)?.[2] ?? written.replace(/[ \t]#.*$/, '').trim();
    if (isPlain(name, value)) values[name] = value;
  }
  if (Object.keys(values).length === 0) return [];
  return [{ kind: 'config-values', span: { start: 0, end: 0 }, name: file.slice(file.lastIndexOf('/') + 1), values }];
}

/** The short values of a ConfigMap that can be no secret; nothing for one that has none. */
export function configValues({ root }: Artefact, span: Span): ConfigValues[] {
  const name = textOf(dig(root, 'metadata', 'name'));
  const values = Object.entries(stringsOf(dig(root, 'data'))).filter(([key, value]) => isPlain(key, value));
  if (name === undefined || values.length === 0) return [];
  const namespace = textOf(dig(root, 'metadata', 'namespace'));
  return [
    {
      kind: 'config-values',
      span,
      name,
      ...(namespace === undefined ? {} : { namespace }),
      values: Object.fromEntries(values),
    },
  ];
}
