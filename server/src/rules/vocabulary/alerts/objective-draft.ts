import type { Metric } from '../../../model/monitoring-fact.ts';
import type { RuleContext } from '../../../model/rule.ts';
import type { Fix } from '../../../model/site.ts';
import { say } from '../../../words/say.ts';

/** A fix that writes an objective for Sloth from the metric that counts the service's requests; none where there is no such metric. */
export function draftObjective(context: RuleContext): Fix[] {
  const metrics = context.inService('metric').map(({ fact }) => fact);
  const found = metrics.find(
    (each) => each.exact && /requests?(_total)?$/.test(each.name) && codeLabel(each) !== undefined,
  );
  const label = found && codeLabel(found);
  if (!found || label === undefined) return [];
  const series = found.series.find((each) => each.endsWith('_total')) ?? found.series[0] ?? found.name;
  const service = found.name.replace(/_?(http_)?requests?(_total)?$/, '') || 'service';
  const file = `monitoring/slo/${service}.yaml`;
  if (context.hasFile(file)) return [];
  const lines = ['version: prometheus/v1', `service: ${service}`, 'slos:', '  - name: requests', '    objective: 99.9'];
  lines.push('    description: Requests succeed without a server error.', '    sli:', '      events:');
  lines.push(`        error_query: sum(rate(${series}{${label}=~"5.."}[{{.window}}]))`);
  lines.push(`        total_query: sum(rate(${series}[{{.window}}]))`);
  lines.push(
    '    alerting:',
    `      name: ${service}Requests`,
    '      page_alert: { labels: { severity: page } }',
    '      ticket_alert: { labels: { severity: ticket } }',
  );
  return [
    {
      title: say('objective-draft.create-an-slo-for-sloth', { file }),
      safety: 'suggestion',
      changes: [{ file, create: `${lines.join('\n')}\n` }],
    },
  ];
}

function codeLabel({ labels = [] }: Metric): string | undefined {
  return labels.find((label) => /^(code|status|status_code|http_status)$/.test(label));
}
