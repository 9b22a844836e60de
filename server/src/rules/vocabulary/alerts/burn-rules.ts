import type { Objective } from '../../../model/monitoring-fact.ts';
import { pairsFor } from './burn-rate.ts';

const ranges = /\[[^\][]*\]/g;

/** A rules file with recorded ratios and burn-rate alerts for an objective; undefined where its indicator is no ratio of rates. */
export function burnRules(objective: Objective): string | undefined {
  const { name, target } = objective;
  const ratio = errorRatio(objective);
  if (ratio === undefined || target === undefined || target <= 0 || target >= 1) return undefined;
  const pairs = pairsFor(objective);
  const word = name.replace(/[^A-Za-z0-9]+/g, '_').replace(/^(\d)/, '_$1');
  const windows = [...new Set(pairs.flatMap(({ long, short }) => [short, long]))];
  const allowed = Number((1 - target).toPrecision(12));
  const alert = name.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const speeds = ['Fast', 'Steadily', 'Slowly'];
  const lines = ['groups:', `  - name: ${name}-burn-rate`, '    rules:'];
  for (const window of windows) {
    lines.push(`      - record: slo:${word}:error_ratio_rate${window}`, '        expr: |');
    lines.push(
      ...ratio(window)
        .split('\n')
        .map((line) => `          ${line}`),
    );
  }
  pairs.forEach(({ factor, long, short, severity }, index) => {
    lines.push(`      - alert: ${alert}BudgetBurns${speeds[index] ?? ''}`, '        expr: |');
    lines.push(`          slo:${word}:error_ratio_rate${long} > ${factor} * ${allowed}`);
    lines.push(`          and slo:${word}:error_ratio_rate${short} > ${factor} * ${allowed}`);
    lines.push(`        labels:`, `          severity: ${severity}`, '        annotations:');
    lines.push(`          summary: The error budget of ${name} is burning ${factor} times too fast`);
  });
  return `${lines.join('\n')}\n`;
}

function errorRatio({ indicators }: Objective): ((window: string) => string) | undefined {
  const text = (role: string) =>
    indicators
      .find((each) => each.role === role)
      ?.expr.text.trim()
      .replace(/\s+/g, ' ');
  const [good, bad, total] = [text('good'), text('bad'), text('total')];
  const part = bad ?? good;
  if (part === undefined || total === undefined) return undefined;
  if (![part, total].every((each) => /^sum\b/.test(each) && each.match(ranges)?.length === 1)) return undefined;
  const over = (each: string, window: string) => each.replace(ranges, `[${window}]`);
  return (window) =>
    bad === undefined
      ? `1 - (\n  ${over(part, window)}\n  / ${over(total, window)}\n)`
      : `${over(part, window)}\n/ ${over(total, window)}`;
}
