import type { Rule } from './model/rule.ts';
import type { Service } from './model/service.ts';
import type { Problem } from './model/problem.ts';
import { openRanges } from './report/findings.ts';
import { summarise, type Summary } from './report/summary/summary.ts';
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
import type { Review, ServiceReview } from './review/review.ts';
import { jsonText } from './report/json-text.ts';
import { readinessOf } from './report/summary/readiness.ts';
import { weighedRisks } from './report/summary/risks.ts';
import { summariseSystem, type SystemService, type SystemSummary } from './report/system/summary.ts';
import type { ServiceCounts } from './review/overview.ts';
import { countClaims } from './review/states.ts';
import { systemDependencies } from './review/system-dependencies.ts';
import type { Place } from './model/span.ts';
import type { ReviewCore } from './review/core.ts';

export const summaryFormats = ['markdown', 'html', 'json', 'sarif'] as const;
export type SummaryFormat = (typeof summaryFormats)[number];
/** Formats of the page of all services. */
export type SystemSummaryFormat = Exclude<SummaryFormat, 'sarif'>;

/** The consultation summaries of a workspace's services. */
export interface Summaries {
  /** The summary as data; the same for the same state. `between` is awaited between its parts, and may throw to end the work. */
  of(service: Service, between?: () => Promise<void>): Promise<Summary>;
  /** The summary in a format; the same text for the same state. */
  text(service: Service, format: SummaryFormat): Promise<string>;
  /** The page of all services in a format; the same text for the same state. */
  system(format: SystemSummaryFormat, between?: () => Promise<void>): Promise<string>;
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
  /** Name of the folder, for the page of all services. */
  readonly workspaceName: string;
  now(): string;
}

/** Summaries over a core and its review. */
export function openSummaries({
  core,
  review,
  engagements,
  rules,
  version,
  workspaceName,
  now,
}: SummariesPorts): Summaries {
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

  const placesOf = () => {
    const at = rangesOf();
    return async (place: Place) => ({ file: place.file, line: (await at(place)).range.start.line });
  };

  const gatherSystem = async (between?: () => Promise<void>): Promise<SystemSummary> => {
    const picture = index.production();
    const placeOf = placesOf();
    const services: SystemService[] = [];
    const declared: Pick<ServiceCounts, 'service' | 'declared'>[] = [];
    for (const service of core.services()) {
      await between?.();
      const { reviewed, notes, plan } = await stateOf(service);
      const { items, profile } = reviewed;
      declared.push({ service, declared: profile.dependencies });
      const risks = await weighedRisks({
        review: reviewed,
        // What is of no service is a risk of none.
        notes: notes.filter(({ note }) => note.service !== undefined),
        rules,
        profile,
        plan,
        placeOf,
        reaches: openReaches(service, { picture, onPath: index.onPath }),
        guideTitle: (ref) => review.guide.page(ref)?.title,
      });
      services.push({
        name: service.name,
        title: profile.title,
        owner: profile.owner?.value,
        tier: profile.tier.assumed ? undefined : profile.tier.value,
        readiness: readinessOf(items, { risks: risks.map(({ risk }) => risk), phase: profile.phase?.value }),
        claims: countClaims(items),
        risks,
        findings: reviewed.findings.filter(({ suppressed }) => !suppressed),
      });
    }
    const objectives = index.inWorkspace('objective');
    return summariseSystem({
      name: workspaceName,
      services,
      rules,
      dependencies: systemDependencies({ picture, services: declared, objectives }),
    });
  };

  const gather = async (
    service: Service,
    between?: () => Promise<void>,
  ): Promise<{ summary: Summary; reviewed: ServiceReview }> => {
    const services = core.services();
    const { reviewed, notes, was, decided, titles, plan, state } = await stateOf(service);
    const { exports, problems } = await readExports(workspace, [...was, service.name]);
    const recorded = recordOf(exports, hashOf(state));
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
      placeOf: placesOf(),
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
          return (await import('./report/summary/html.ts')).htmlSummary(summary);
        case 'markdown':
          return (await import('./report/summary/markdown.ts')).markdownSummary(summary);
        case 'sarif': {
          const { sarifSummary } = await import('./report/summary/sarif.ts');
          return sarifSummary(summary, { review: reviewed, rules, version, at: rangesOf() });
        }
      }
    },
    async system(format, between) {
      const system = await gatherSystem(between);
      if (format === 'json') return jsonText(system.data);
      const { systemHtml, systemMarkdown } = await import('./report/system/page.ts');
      return format === 'html' ? systemHtml(system) : systemMarkdown(system);
    },
    async record(service) {
      const { state, was } = await stateOf(service);
      return recordExport(workspace, state, { service: service.name, was, now: now() });
    },
  };
}
