import { styleText } from 'node:util';
import type { CheckReport, ReportedFinding } from './findings.ts';

/** Findings for a terminal, by file; `color` adds ANSI styles. */
export function textReport(report: CheckReport, { color }: { color: boolean }): string {
  const style = (format: Parameters<typeof styleText>[0], text: string) => (color ? styleText(format, text) : text);
  const lines: string[] = [];
  const byFile = new Map<string, ReportedFinding[]>();
  for (const each of report.findings) {
    if (each.finding.suppressed) continue;
    byFile.set(each.finding.file, [...(byFile.get(each.finding.file) ?? []), each]);
  }
  for (const [file, findings] of byFile) {
    lines.push(style('underline', file));
    for (const { finding, range, related } of findings) {
      const at = `${range.start.line}:${range.start.column}`.padEnd(8);
      const severity = style(
        finding.severity === 'error' ? 'red' : finding.severity === 'warning' ? 'yellow' : 'cyan',
        finding.severity.padEnd(11),
      );
      lines.push(`  ${at}${severity} ${finding.message}  ${style('dim', finding.rule)}`);
      for (const each of related)
        lines.push(style('dim', `${' '.repeat(22)}${each.message}: ${each.file}:${each.range.start.line}`));
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
  lines.push(conclusion(report, byFile.size));
  if (report.leftOut.length > 0) lines.push(style('dim', `Left out: ${report.leftOut.join(', ')} (--all shows them).`));
  if (report.unread.length > 0) lines.push(style('dim', `Not read: ${report.unread.join(', ')}.`));
  return `${lines.join('\n')}\n`;
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
