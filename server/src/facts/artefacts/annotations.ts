import type { Suppression } from '../../model/fact.ts';
import { dig, entriesOf, itemsOf, textOf } from '../../syntax/yaml-node.ts';
import { type Artefact, placed } from './artefact.ts';
import { reasonAndEnd } from '../suppressions.ts';

const key = /^prr\.ignore\/([a-z][a-z0-9-]*)$/;

/** Annotations that ask for silence: `prr.ignore/RULE: reason (until YYYY-MM-DD)` covers the whole object. */
export function extractAnnotations(artefact: Artefact): Suppression[] {
  const { root } = artefact;
  if (textOf(dig(root, 'kind'))?.endsWith('List'))
    return itemsOf(dig(root, 'items')).flatMap((item) => extractAnnotations({ ...artefact, root: item }));
  return entriesOf(dig(root, 'metadata', 'annotations')).flatMap((entry): Suppression[] => {
    const rule = key.exec(entry.key?.text ?? '')?.[1];
    if (rule === undefined || !entry.key) return [];
    return [
      {
        kind: 'suppression',
        span: placed(artefact, entry.key.span),
        rules: [rule],
        ...reasonAndEnd(textOf(entry.value) ?? ''),
        covers: placed(artefact, root.span),
      },
    ];
  });
}
