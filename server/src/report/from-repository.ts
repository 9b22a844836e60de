import type { CheckReport } from './findings.ts';

/**
 * The same report with paths from the root of the repository, as code scanning and annotations read them; `prefix` is the folder that
 * was checked, from there (`services/api/`), empty at the root.
 */
export function fromRepository(report: CheckReport, prefix: string): CheckReport {
  if (prefix === '') return report;
  const at = <T extends { readonly file: string }>(place: T): T => ({ ...place, file: `${prefix}${place.file}` });
  return {
    ...report,
    findings: report.findings.map((each) => ({
      ...each,
      finding: at(each.finding),
      related: each.related.map(at),
      also: each.also.map(at),
    })),
    sites: report.sites.map((each) => ({ ...each, site: at(each.site) })),
    problems: report.problems.map(at),
  };
}
