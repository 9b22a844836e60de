import type { Rule } from '../model/rule.ts';
import type { CheckReport } from './findings.ts';
import { jsonText } from './json-text.ts';

/** Findings as JSON; keys are stable, new ones may be added. */
export function jsonReport(report: CheckReport, rules: readonly Rule[]): string {
  const guide = new Map(rules.map((rule) => [rule.id, rule.docs.guide]));
  const value = {
    tool: { name: 'prr', version: report.version },
    findings: report.findings.map(({ finding, range, related, also }) => ({
      rule: finding.rule,
      severity: finding.severity,
      message: finding.message,
      file: finding.file,
      range,
      guide: guide.get(finding.rule),
      ...(related.length > 0 ? { related } : {}),
      ...(also.length > 0 ? { also } : {}),
      ...(finding.suppressed ? { suppressed: { reason: finding.suppressed.reason } } : {}),
      ...(finding.fixes.length > 0 ? { fixes: finding.fixes.map((fix) => fix.title) } : {}),
    })),
    ...(report.sites.length > 0
      ? {
          sites: report.sites.map(({ site, range }) => ({
            rule: site.rule,
            verdict: site.verdict,
            message: site.message,
            file: site.file,
            range,
            ...(site.ask === undefined ? {} : { ask: site.ask }),
          })),
        }
      : {}),
    counts: report.counts,
    files: report.files,
    leftOut: report.leftOut,
    unread: report.unread,
    problems: report.problems,
  };
  return jsonText(value);
}
