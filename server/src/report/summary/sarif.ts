import { foldFindings } from '../../index/folding.ts';
import type { Rule } from '../../model/rule.ts';
import type { Place } from '../../model/span.ts';
import type { ServiceReview } from '../../review/review.ts';
import { answerFile } from '../../review/answers.ts';
import type { Range, ReportedFinding } from '../findings.ts';
import { sarifLog } from '../sarif.ts';
import type { ItemSummary, Summary } from './format.ts';
import { jsonText } from '../json-text.ts';

export interface SarifOptions {
  readonly review: ServiceReview;
  readonly rules: readonly Rule[];
  readonly version: string;
  at(place: Place): Promise<{ text: string; range: Range }>;
}

/**
 * The summary as SARIF 2.1.0: the findings of the service with their suppressions, then the items of the checklist that are not settled:
 * `review` for what only a person can say, `open` for what cannot be told, `fail` for an answer of no, accepted with its reason.
 */
export async function sarifSummary(summary: Summary, { review, rules, version, at }: SarifOptions): Promise<string> {
  const findings = await Promise.all(
    foldFindings(review.findings).map(async (finding): Promise<ReportedFinding> => {
      const { text, range } = await at(finding);
      const related = finding.related.map(async (each) => ({ ...each, range: (await at(each)).range }));
      const also = finding.also.map(async (place) => ({ file: place.file, range: (await at(place)).range }));
      const lineText = text.split('\n', range.start.line)[range.start.line - 1]?.trim() ?? '';
      return { finding, range, related: await Promise.all(related), also: await Promise.all(also), lineText };
    }),
  );
  const counts = { shown: 0, violated: findings.length, 'cannot-tell': 0 };
  const report = {
    version,
    findings,
    sites: [],
    counts,
    files: 0,
    outOfScope: 0,
    leftOut: [],
    unread: [],
    problems: [],
  };
  const log = sarifLog(report, rules);
  const [run] = log.runs;
  if (!run) return jsonText(log);
  const { driver } = run.tool;
  const items = summary.aspects.flatMap((aspect) => aspect.items.map((item) => ({ aspect: aspect.id, item })));
  const open = items.filter(({ item }) => kindOf(item) !== undefined);
  const whole = {
    ...log,
    runs: [
      {
        ...run,
        automationDetails: { id: `production-readiness/${summary.service.name}` },
        tool: {
          driver: {
            ...driver,
            rules: [
              ...driver.rules,
              ...open.map(({ aspect, item }) => ({
                id: `item/${item.id}`,
                shortDescription: { text: item.title },
                fullDescription: { text: item.question },
                help: { text: `Evidence wanted: ${item.wanted} Guide: ${item.guide}.` },
                defaultConfiguration: { level: 'note' },
                properties: { tags: [aspect, 'checklist'] },
              })),
            ],
          },
        },
        results: [
          ...run.results,
          ...open.map(({ item }, index) =>
            itemResult(item, { service: summary.service.name, ruleIndex: driver.rules.length + index }),
          ),
        ],
      },
    ],
  };
  return jsonText(whole);
}

/** What stands behind an item that findings tell already is not told twice. */
function kindOf({ state, stale }: ItemSummary): 'fail' | 'review' | 'open' | undefined {
  if (state === 'no') return 'fail';
  if (state === 'unanswered' || (state === 'yes' && stale !== undefined)) return 'review';
  return state === 'cannot-tell' ? 'open' : undefined;
}

function itemResult(item: ItemSummary, { service, ruleIndex }: { service: string; ruleIndex: number }) {
  const kind = kindOf(item) ?? 'review';
  const fresh = item.stale === undefined ? '' : ` Stale: ${item.stale}.`;
  return {
    ruleId: `item/${item.id}`,
    ruleIndex,
    kind,
    level: kind === 'fail' ? 'note' : 'none',
    message: { text: `${item.question} ${item.because}.${fresh}` },
    partialFingerprints: { 'prrItem/v1': `${service}/${item.id}` },
    ...(kind === 'fail'
      ? {
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: answerFile(service, item.id), uriBaseId: 'SRCROOT' },
                region: { startLine: 1 },
              },
            },
          ],
          suppressions: [{ kind: 'external', status: 'accepted', justification: item.because }],
        }
      : {}),
  };
}
