import type { Span } from '../../model/span.ts';
import { dig, textOf } from '../../syntax/yaml-node.ts';
import { type Artefact, placed, placedText } from '../artefacts/artefact.ts';

/** The name of an object, or its kind where it has none. */
export function nameSpan(artefact: Artefact): Span {
  const { root } = artefact;
  const text = placedText(artefact, dig(root, 'metadata', 'name')) ?? placedText(artefact, dig(root, 'kind'));
  return text?.span ?? placed(artefact, root.span);
}

/** The name of an object; empty where it has none. */
export function nameOf(artefact: Artefact): string {
  return textOf(dig(artefact.root, 'metadata', 'name')) ?? '';
}

/** The namespace of an object as a property, absent where it has none. */
export function namespaceOf(artefact: Artefact): { readonly namespace?: string } {
  const namespace = textOf(dig(artefact.root, 'metadata', 'namespace'));
  return namespace === undefined ? {} : { namespace };
}
