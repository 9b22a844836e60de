import { sha256Of } from '../model/text-bytes.ts';
import type { Rule } from '../model/rule.ts';
import type { Severity } from '../model/site.ts';
import type { CheckReport, Range, ReportedFinding } from './findings.ts';
import { jsonText } from './json-text.ts';

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** Findings as SARIF 2.1.0: one run, paths from the root of the repository (SRCROOT), columns in UTF-16 units, suppressions with their reason. */
export function sarifReport(report: CheckReport, rules: readonly Rule[]): string {
  return jsonText(sarifLog(report, rules));
}

/** The same as data. */
export function sarifLog(report: CheckReport, rules: readonly Rule[]) {
  const used = rules.filter((rule) => report.findings.some(({ finding }) => finding.rule === rule.id));
  const index = new Map(used.map((rule, at) => [rule.id, at]));
  const seen = new Map<string, number>();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'prr',
            fullName: 'Production Readiness',
            semanticVersion: report.version,
            rules: used.map((rule) => ({
              id: rule.id,
              shortDescription: { text: `${rule.summary}.` },
              fullDescription: { text: rule.docs.why },
              help: { text: `${rule.docs.remedy} Guide: ${rule.docs.guide}.` },
              defaultConfiguration: { level: levels[rule.severity] },
              properties: { tags: [rule.aspect] },
            })),
          },
        },
        // Mistakes in the team's own data are about the run, not about the service.
        invocations: [
          {
            executionSuccessful: true,
            toolConfigurationNotifications: report.problems.map(({ file, range, message }) => ({
              level: 'warning',
              message: { text: message },
              locations: [location(file, range)],
            })),
          },
        ],
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { SRCROOT: { description: { text: 'The root of the repository.' } } },
        results: report.findings.map((each) => result(each, { ruleIndex: index.get(each.finding.rule) ?? -1, seen })),
      },
    ],
  };
}

function result(each: ReportedFinding, { ruleIndex, seen }: { ruleIndex: number; seen: Map<string, number> }) {
  const { finding, range, lineText } = each;
  const related = [...each.related, ...each.also.map((place) => ({ ...place, message: 'the same here' }))];
  const key = JSON.stringify([finding.rule, finding.file, lineText]);
  const count = seen.get(key) ?? 0;
  seen.set(key, count + 1);
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: levels[finding.severity],
    message: { text: finding.message },
    locations: [location(finding.file, range)],
    ...(related.length > 0
      ? {
          relatedLocations: related.map((place, id) => ({
            id,
            message: { text: place.message },
            ...location(place.file, place.range),
          })),
        }
      : {}),
    partialFingerprints: {
      'prrLine/v1': sha256Of(`${key}#${count}`).slice(0, 32),
    },
    ...(finding.suppressed ? { suppressions: [{ kind: 'inSource', justification: finding.suppressed.reason }] } : {}),
  };
}

function location(file: string, { start, end }: Range) {
  return {
    physicalLocation: {
      artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: 'SRCROOT' },
      region: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
    },
  };
}
