import type { AlertLabels } from '../../model/monitoring-fact.ts';
import { dig, itemsOf, textOf, type YamlNode } from '../../syntax/yaml-node.ts';
import { type Artefact, placed } from './artefact.ts';

const maxDepth = 8;
const labelKeys = /\b(external_labels|externalLabels|alert_relabel_configs|alertRelabelConfigs)\b/;

/** Whether a text may say which labels a Prometheus adds to its alerts. */
export function isPrometheusConfig(text: string): boolean {
  return labelKeys.test(text);
}

/** The labels that a Prometheus adds to all its alerts, by its configuration or by the values of a chart. */
export function extractAlertLabels(artefact: Artefact, node: YamlNode | undefined, depth = 0): AlertLabels[] {
  if (node?.type !== 'map' || depth > maxDepth) return [];
  return node.entries.flatMap(({ key, value }) => {
    if (!key || !value) return [];
    if (!labelKeys.test(key.text)) return extractAlertLabels(artefact, value, depth + 1);
    const labels =
      value.type === 'map'
        ? value.entries.flatMap((entry) => entry.key?.text ?? [])
        : itemsOf(value).flatMap((item) => textOf(dig(item, 'target_label') ?? dig(item, 'targetLabel')) ?? []);
    return labels.length > 0 ? [{ kind: 'alert-labels', span: placed(artefact, key.span), labels }] : [];
  });
}
