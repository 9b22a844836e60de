import type { CheckReport, ReportedFinding } from './findings.ts';
import { inFamilies, type Family } from './families.ts';
import { gather } from '../production/gather.ts';
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
  // Who asks for all of them gets them file by file, one by one.
  const families = limit === Infinity ? byFile(open) : inFamilies(open);
  let file: string | undefined;
  for (const { first, others } of families.slice(0, limit)) {
    const { finding, range, related, also } = first;
    if (finding.file !== file) {
      if (file !== undefined) lines.push('');
      lines.push(style('underline', finding.file));
      file = finding.file;
    }
    const at = `${range.start.line}:${range.start.column}`.padEnd(8);
    const severity = style(
      finding.severity === 'error' ? 'red' : finding.severity === 'warning' ? 'yellow' : 'cyan',
      finding.severity.padEnd(11),
    );
    lines.push(`  ${at}${severity} ${finding.message}  ${style('dim', finding.rule)}`);
    const below = related.map((each) => `${each.message}: ${each.file}:${each.range.start.line}`);
    if (also.length > 0) below.push(`the same in ${places(also)}`);
    if (others.length > 0)
      below.push(
        `${others.length} more like it: ${places(others.map(({ finding: { file: other }, range: place }) => ({ file: other, range: place })))}`,
      );
    for (const text of below) lines.push(style('dim', `${' '.repeat(22)}${text}`));
  }
  if (file !== undefined) lines.push('');
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
  const further = families.slice(limit).flatMap(({ first, others }) => [first, ...others]);
  if (further.length > 0) lines.push(`${count(further.length, 'further finding')}: ${byRule(further)}.`);
  if (further.length > 0 || families.some(({ others }) => others.length > 0))
    lines.push(
      style('dim', `The most important findings are shown; --limit 0 shows all, --rule RULE those of one rule.`),
      '',
    );
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

/** Each finding alone, those of one file together. */
function byFile(findings: readonly ReportedFinding[]): Family[] {
  const files = new Map<string, ReportedFinding[]>();
  for (const each of findings) gather(files, each.finding.file, each);
  return [...files.values()].flatMap((own) => own.sort(byPlace).map((first) => ({ first, others: [] })));
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

function conclusion({ findings, counts, files, accepted = 0 }: CheckReport, withFindings: number): string {
  const suppressed = findings.filter((each) => each.finding.suppressed).length;
  const open = findings.length - suppressed;
  const what = open === 0 ? 'No findings' : `${count(open, 'finding')} in ${count(withFindings, 'file')}`;
  const ignored = suppressed > 0 ? `, ${suppressed} ignored with a reason` : '';
  const known = accepted > 0 ? `, ${accepted} in the baseline` : '';
  return `${what}${ignored}${known}; ${count(counts.shown, 'place')} passed, ${counts['cannot-tell']} inconclusive; ${count(files, 'file')} read.`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
