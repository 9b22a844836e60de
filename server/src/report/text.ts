import type { CheckReport, ReportedFinding } from './findings.ts';
import { styled, type Style } from './terminal.ts';

export interface TextOptions {
  /** Adds ANSI styles. */
  readonly color: boolean;
  /** As many findings are shown, the first ones of the report. */
  readonly limit: number;
}

/** Findings for a terminal, by file. */
export function textReport(report: CheckReport, { color, limit }: TextOptions): string {
  const style = (format: Style, text: string) => styled(format, text, { color });
  const lines: string[] = [];
  const open = report.findings.filter(({ finding }) => !finding.suppressed);
  const byFile = new Map<string, ReportedFinding[]>();
  for (const each of open.slice(0, limit))
    byFile.set(each.finding.file, [...(byFile.get(each.finding.file) ?? []), each]);
  for (const [file, findings] of byFile) {
    lines.push(style('underline', file));
    for (const { finding, range, related, also } of findings.sort(byPlace)) {
      const at = `${range.start.line}:${range.start.column}`.padEnd(8);
      const severity = style(
        finding.severity === 'error' ? 'red' : finding.severity === 'warning' ? 'yellow' : 'cyan',
        finding.severity.padEnd(11),
      );
      lines.push(`  ${at}${severity} ${finding.message}  ${style('dim', finding.rule)}`);
      const below = related.map((each) => `${each.message}: ${each.file}:${each.range.start.line}`);
      if (also.length > 0) below.push(`the same in ${places(also)}`);
      for (const text of below) lines.push(style('dim', `${' '.repeat(22)}${text}`));
    }
    lines.push('');
  }
  for (const { site, range } of report.sites) {
    const ask = site.ask === undefined ? '' : ` (${site.ask})`;
    lines.push(
      `${site.verdict.padEnd(11)} ${site.file}:${range.start.line}:${range.start.column}  ${site.message}${ask}  ${style('dim', site.rule)}`,
    );
  }
  if (report.sites.length > 0) lines.push('');
  for (const { file, range, message } of report.problems) {
    lines.push(style('yellow', `${file}:${range.start.line}:${range.start.column} ${message}`));
  }
  if (open.length > limit) {
    lines.push(`${count(open.length - limit, 'further finding')}: ${byRule(open.slice(limit))}.`);
    lines.push(
      style('dim', `Shown is what matters most to users; --limit 0 shows all, --rule RULE those of one rule.`),
      '',
    );
  }
  lines.push(conclusion(report, new Set(open.map(({ finding }) => finding.file)).size));
  if (report.outOfScope > 0)
    lines.push(
      style(
        'dim',
        `Not shown: ${count(report.outOfScope, 'finding')} in files that nothing deployed runs (--all shows them, prr graph shows why).`,
      ),
    );
  if (report.leftOut.length > 0) lines.push(style('dim', `Left out: ${report.leftOut.join(', ')} (--all shows them).`));
  if (report.unread.length > 0) lines.push(style('dim', `Not read: ${report.unread.join(', ')}.`));
  return `${lines.join('\n')}\n`;
}

function byPlace(a: ReportedFinding, b: ReportedFinding): number {
  return a.range.start.line - b.range.start.line || a.range.start.column - b.range.start.column;
}

function places(also: ReportedFinding['also']): string {
  const shown = also.slice(0, 3).map(({ file, range }) => `${file}:${range.start.line}`);
  const more = also.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${count(more, 'more place')}` : shown.join(', ');
}

function byRule(findings: readonly ReportedFinding[]): string {
  const counts = new Map<string, number>();
  for (const { finding } of findings) counts.set(finding.rule, (counts.get(finding.rule) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([rule, number]) => `${number} ${rule}`)
    .join(', ');
}

function conclusion({ findings, counts, files }: CheckReport, withFindings: number): string {
  const suppressed = findings.filter((each) => each.finding.suppressed).length;
  const open = findings.length - suppressed;
  const what = open === 0 ? 'No findings' : `${count(open, 'finding')} in ${count(withFindings, 'file')}`;
  const ignored = suppressed > 0 ? `, ${suppressed} ignored with a reason` : '';
  return `${what}${ignored}; ${count(counts.shown, 'place')} as it should be, ${counts['cannot-tell']} that cannot be told; ${count(files, 'file')} read.`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
