import * as z from 'zod';
import type { CheckReport, ReportedFinding } from './findings.ts';
import { unmatched, type ComparedFinding } from '../index/baseline.ts';
import { jsonText } from './json-text.ts';
import { readJson } from './read-json.ts';

const format = z.object({
  version: z.literal(1),
  findings: z.array(z.object({ rule: z.string(), file: z.string(), message: z.string(), text: z.string() })),
});

/**
 * The text of a baseline file with the open findings of a report, sorted so that a version control system shows what changes.
 * `prefix` is the checked folder from the root of the repository (`services/api/`), empty at the root.
 */
export function acceptedText(report: CheckReport, prefix: string): string {
  const findings = openIn(report, prefix)
    .map(({ rule, file, message, text }) => ({ rule, file, message, text }))
    .sort((a, b) => compare(a.file, b.file) || compare(a.rule, b.rule) || compare(a.text, b.text));
  return jsonText({ version: 1, findings });
}

/** Reads a baseline file. Throws with a sentence for people where it is none. */
export function readAccepted(text: string): readonly ComparedFinding[] {
  return readJson(text, format).findings;
}

/** The report without the findings that are in a baseline; ignored ones stay. `prefix` as above. */
export function withoutAccepted(
  report: CheckReport,
  { accepted, prefix }: { readonly accepted: readonly ComparedFinding[]; readonly prefix: string },
): CheckReport {
  const { onlyFirst } = unmatched(openIn(report, prefix), accepted);
  const left = new Set(onlyFirst.map(({ each }) => each));
  const findings = report.findings.filter((each) => each.finding.suppressed || left.has(each));
  return { ...report, findings, accepted: report.findings.length - findings.length };
}

function openIn(report: CheckReport, prefix: string): (ComparedFinding & { readonly each: ReportedFinding })[] {
  return report.findings
    .filter(({ finding }) => !finding.suppressed)
    .map((each) => {
      const { rule, file, message } = each.finding;
      return { rule, file: `${prefix}${file}`, message, text: each.lineText, each };
    });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
