import { sha256Of } from '../model/text-bytes.ts';
import type { Severity } from '../model/site.ts';
import type { CheckReport } from './findings.ts';
import { jsonText } from './json-text.ts';

/** https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
const severities: Readonly<Record<Severity, string>> = {
  error: 'critical',
  warning: 'major',
  information: 'minor',
  hint: 'info',
};

/** Findings as a code quality report of GitLab, which shows them in the merge request; ignored ones are left out. */
export function gitlabReport(report: CheckReport): string {
  const seen = new Map<string, number>();
  const open = report.findings.filter(({ finding }) => !finding.suppressed);
  return jsonText(
    open.map(({ finding, range, lineText }) => {
      const key = JSON.stringify([finding.rule, finding.file, lineText]);
      const count = seen.get(key) ?? 0;
      seen.set(key, count + 1);
      return {
        description: finding.message,
        check_name: finding.rule,
        fingerprint: sha256Of(`${key}#${count}`).slice(0, 32),
        severity: severities[finding.severity],
        location: { path: finding.file, lines: { begin: range.start.line, end: range.end.line } },
      };
    }),
  );
}
