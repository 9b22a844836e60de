import type { Rule } from './model/rule.ts';
import type { Service } from './model/service.ts';
import type { Problem } from './model/problem.ts';
import { openRanges } from './report/findings.ts';
import { summarise, type Summary } from './report/summary.ts';
import type { Engagements } from './engagement/engagement.ts';
import {
  exportBefore,
  exportedState,
  formerNames,
  hashOf,
  readExports,
  recordExport,
  recordOf,
} from './review/exports.ts';
import { openReaches } from './report/reach.ts';
import { readingOf } from './review/reading.ts';
import type { Review, ReviewCore, ServiceReview } from './review/review.ts';
import { jsonText } from './report/json-text.ts';

export const summaryFormats = ['markdown', 'html', 'json', 'sarif'] as const;
export type SummaryFormat = (typeof summaryFormats)[number];

/** The consultation summaries of a workspace's services. */
export interface Summaries {
  /** The summary as data; the same for the same state. `between` is awaited between its parts, and may throw to end the work. */
  of(service: Service, between?: () => Promise<void>): Promise<Summary>;
  /** The summary in a format; the same text for the same state. */
  text(service: Service, format: SummaryFormat): Promise<string>;
  /** Records the state as exported, so that the next summary can say what has changed; undefined where it is recorded already. */
  record(service: Service): Promise<string | undefined>;
}

export interface SummariesPorts {
  readonly core: ReviewCore & { problems(): readonly Problem[] };
  readonly review: Review;
  readonly engagements: Engagements;
  readonly rules: readonly Rule[];
  /** Of the tool, for SARIF. */
  readonly version: string;
  now(): string;
}

/** Summaries over a core and its review. */
export function openSummaries({ core, review, engagements, rules, version, now }: SummariesPorts): Summaries {
  const { workspace, live } = core;
  const { index } = live;

  const rangesOf = () => openRanges((file) => live.text(file));

  /** The service, its notes, and its former names. */
  const stateOf = async (service: Service) => {
    const [reviewed, all, was] = await Promise.all([review.of(service), review.notes(), review.formerNames(service)]);
    const names = [service.name, ...was];
    const notes = all.filter(({ note }) => note.service === undefined || names.includes(note.service));
    const { said } = await engagements.said(service);
    const decided = {
      state: said.state?.state,
      improvements: new Map([...said.improvements].map(([id, { decision }]) => [id, decision])),
    };
    const plan = said.improvements;
    const titles = new Map([
      ...reviewed.items.map(({ item }) => [item.id, item.risk ?? item.title] as const),
      ...[...said.improvements].flatMap(([id, { title }]) => (title === undefined ? [] : [[id, title] as const])),
    ]);
    return { reviewed, notes, was, decided, titles, plan, state: exportedState(reviewed, notes, decided) };
  };

  const gather = async (
    service: Service,
    between?: () => Promise<void>,
  ): Promise<{ summary: Summary; reviewed: ServiceReview }> => {
    const services = core.services();
    const { reviewed, notes, was, decided, titles, plan, state } = await stateOf(service);
    const { exports, problems } = await readExports(workspace, [...was, service.name]);
    const recorded = recordOf(exports, hashOf(state));
    const at = rangesOf();
    const { profile } = reviewed;
    const engagement = await engagements.of(service, { reviewed, between });
    await between?.();
    const summary = await summarise({
      review: reviewed,
      profile,
      notes,
      rules,
      portrait: (await review.portraits())(service, profile),
      reading: readingOf({ service, index }),
      reaches: openReaches(service, { picture: index.production(), onPath: index.onPath }),
      problems: [...core.problems(), ...(await review.problems()), ...problems],
      before: exportBefore(exports, hashOf(state)),
      decided,
      titles,
      plan,
      ...(engagement.written ? { engagement } : {}),
      ...(recorded ? { recorded: { at: recorded.at, version } } : {}),
      formerNames: exports.length > 0 ? [] : await formerNames(workspace, services),
      placeOf: async (place) => ({ file: place.file, line: (await at(place)).range.start.line }),
      guideTitle: (ref) => review.guide.page(ref)?.title,
    });
    return { summary, reviewed };
  };

  return {
    of: async (service, between) => (await gather(service, between)).summary,
    async text(service, format) {
      const { summary, reviewed } = await gather(service);
      switch (format) {
        case 'json':
          return jsonText(summary);
        case 'html':
          return (await import('./report/summary-html.ts')).htmlSummary(summary);
        case 'markdown':
          return (await import('./report/summary-markdown.ts')).markdownSummary(summary);
        case 'sarif': {
          const { sarifSummary } = await import('./report/summary-sarif.ts');
          return sarifSummary(summary, { review: reviewed, rules, version, at: rangesOf() });
        }
      }
    },
    async record(service) {
      const { state, was } = await stateOf(service);
      return recordExport(workspace, state, { service: service.name, was, now: now() });
    },
  };
}
