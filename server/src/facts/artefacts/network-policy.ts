import type { NetworkPolicy } from '../../model/link-fact.ts';
import type { Span } from '../../model/span.ts';
import { dig, itemsOf, stringsOf, textOf, type YamlNode } from '../../syntax/yaml-node.ts';
import type { Artefact } from './artefact.ts';

/** Pods of one rule that are kept. */
const maxPeers = 50;

/** Which pods a NetworkPolicy lets call which, by their labels; nothing where it names none. */
export function networkPolicy({ root }: Artefact, span: Span): NetworkPolicy[] {
  const name = textOf(dig(root, 'metadata', 'name'));
  const pods = labelsOf(dig(root, 'spec', 'podSelector'));
  const peers = (rules: 'ingress' | 'egress', side: 'from' | 'to') =>
    itemsOf(dig(root, 'spec', rules))
      .flatMap((each) => itemsOf(dig(each, side)))
      .flatMap((peer) => {
        const labels = dig(peer, 'namespaceSelector') ? undefined : labelsOf(dig(peer, 'podSelector'));
        return labels === undefined ? [] : [labels];
      })
      .slice(0, maxPeers);
  const [from, to] = [peers('ingress', 'from'), peers('egress', 'to')];
  if (name === undefined || pods === undefined || from.length + to.length === 0) return [];
  return [{ kind: 'network-policy', span, name, pods, from, to }];
}

/** Labels that are asked for one by one; what is asked in another way is not known. */
function labelsOf(selector: YamlNode | undefined): Readonly<Record<string, string>> | undefined {
  const labels = stringsOf(dig(selector, 'matchLabels'));
  const isMore = itemsOf(dig(selector, 'matchExpressions')).length > 0;
  return isMore || Object.keys(labels).length === 0 ? undefined : labels;
}
