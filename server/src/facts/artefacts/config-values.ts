import type { ConfigValues } from '../../model/link-fact.ts';
import type { Span } from '../../model/span.ts';
import { dig, stringsOf, textOf } from '../../syntax/yaml-node.ts';
import type { Artefact } from './artefact.ts';
import { isPlain } from './pod-settings.ts';

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
