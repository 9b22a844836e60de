import type { CheckReport } from './findings.ts';
import { printable } from './terminal.ts';

const levels = { error: 'error', warning: 'warning', information: 'notice', hint: 'notice' } as const;

/** Findings as workflow commands that GitHub Actions turns into annotations. */
export function githubReport(report: CheckReport): string {
  const lines = report.findings
    .filter(({ finding }) => !finding.suppressed)
    .map(({ finding, range }) => {
      const place = `file=${property(finding.file)},line=${range.start.line},col=${range.start.column},endLine=${range.end.line},endColumn=${range.end.column}`;
      return `::${levels[finding.severity]} ${place},title=${property(finding.rule)}::${data(finding.message)}`;
    });
  const mistakes = report.problems.map(
    ({ file, range, message }) =>
      `::warning file=${property(file)},line=${range.start.line},col=${range.start.column}::${data(message)}`,
  );
  return [...lines, ...mistakes].map((line) => `${line}\n`).join('');
}

function data(text: string): string {
  const lines = text.split(/(\r?\n|\r)/).map((part, index) => (index % 2 === 0 ? printable(part) : part));
  return lines.join('').replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
