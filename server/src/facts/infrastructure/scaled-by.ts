import type { ScaledBy } from '../../model/artefact-fact.ts';
import { dig, itemsOf, textOf, type YamlNode } from '../../syntax/yaml-node.ts';

/** What a HorizontalPodAutoscaler (`autoscaling/v1`, `v2`) or a ScaledObject of KEDA scales by. */
export function scaledBy(spec: YamlNode | undefined): ScaledBy[] {
  const share = dig(spec, 'targetCPUUtilizationPercentage');
  return [
    ...(share ? [{ name: 'cpu', ofRequest: true as const }] : []),
    ...itemsOf(dig(spec, 'metrics')).flatMap(ofMetric),
    ...itemsOf(dig(spec, 'triggers')).flatMap(ofTrigger),
  ];
}

function ofMetric(metric: YamlNode): ScaledBy[] {
  const resource = dig(metric, 'resource') ?? dig(metric, 'containerResource');
  if (resource) {
    const name = textOf(dig(resource, 'name')) ?? 'a resource';
    // `v2beta1` has the share beside the name.
    const isShare =
      textOf(dig(resource, 'target', 'type')) === 'Utilization' || dig(resource, 'targetAverageUtilization');
    return [{ name, ...(isShare ? { ofRequest: true } : {}) }];
  }
  const other = dig(metric, 'pods') ?? dig(metric, 'object') ?? dig(metric, 'external');
  if (!other) return [];
  return [{ name: textOf(dig(other, 'metric', 'name')) ?? textOf(dig(other, 'metricName')) ?? 'a metric' }];
}

function ofTrigger(trigger: YamlNode): ScaledBy[] {
  const type = textOf(dig(trigger, 'type'));
  if (type === undefined) return [];
  const isShare =
    /^(cpu|memory)$/.test(type) &&
    (textOf(dig(trigger, 'metricType')) ?? textOf(dig(trigger, 'metadata', 'type')) ?? 'Utilization') === 'Utilization';
  return [{ name: type, ...(isShare ? { ofRequest: true } : {}) }];
}
