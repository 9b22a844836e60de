import type { LinePlace } from '../model/line-place.ts';
import { alertsOf, type AlertOf } from './alerts-of.ts';
import type { PartInput } from './part.ts';
import { concerning } from './postmortems.ts';
import { questionsOf, type Question } from './training-check.ts';
import { designOf, type DesignFound } from './training-design.ts';
import { drillGaps, drillsOf, type Drill } from './training-drills.ts';
import { flowsOf, type Flows } from './training-flows.ts';
import { productionOf, type Production } from './training-production.ts';
import type { Gap } from './words.ts';

/** All that the pack of a service is made from. */
export interface TrainingContent {
  readonly design: DesignFound;
  readonly flows: Flows;
  readonly production: Production;
  readonly alerts: readonly AlertOf[];
  readonly dashboards: readonly { readonly name: string; readonly panels: readonly string[]; readonly at: LinePlace }[];
  readonly drills: readonly Drill[];
  readonly questions: readonly Question[];
  /** Postmortems that concern the service, to be played again. */
  readonly incidents: readonly { readonly title: string; readonly date?: string; readonly at: LinePlace }[];
  readonly gaps: readonly Gap[];
}

/** Gathers the pack of a service from its files. */
export async function trainingContent(input: PartInput): Promise<TrainingContent> {
  const design = await designOf(input);
  const flows = await flowsOf(input);
  const production = await productionOf(input);
  const alerts = await alertsOf(input);
  const drills = drillsOf(alerts);
  const dashboards = await dashboardsOf(input);
  const incidents = await Promise.all(
    concerning(await input.postmortems(), input).map(async ({ title, date, at }) => ({
      title,
      ...(date === undefined ? {} : { date }),
      at: await input.lineOf(at),
    })),
  );
  const questions = await questionsOf(input, { flows, production, alerts });
  const gaps = [
    ...design.gaps,
    ...flows.gaps,
    ...production.gaps,
    ...lookGaps(input, dashboards),
    ...drillGaps(drills),
    ...(await dependencyGaps(input)),
  ];
  return { design, flows, production, alerts, dashboards, drills, questions, incidents, gaps };
}

async function dashboardsOf({ index, service, lineOf }: PartInput): Promise<TrainingContent['dashboards']> {
  const found = new Map<string, { panels: string[]; at: LinePlace }>();
  for (const { file, fact } of index.ofService(service, 'panel')) {
    const name = fact.dashboard === '' ? file : fact.dashboard;
    const known = found.get(name) ?? { panels: [], at: await lineOf({ file, span: fact.span }) };
    known.panels.push(fact.title);
    found.set(name, known);
  }
  return [...found].map(([name, rest]) => ({ name, ...rest }));
}

function lookGaps({ portrait }: PartInput, dashboards: TrainingContent['dashboards']): Gap[] {
  return [
    ...(dashboards.length === 0
      ? [
          {
            text: 'No dashboard is seen',
            because: 'Where to look first is not in this workspace: ask for the dashboard that is opened at a page.',
            guide: 'queries-and-dashboards',
          },
        ]
      : []),
    ...(portrait.objectives.length === 0
      ? [
          {
            text: 'No objective is seen',
            because: 'How good the service has to be cannot be taught.',
            guide: 'slo-documents',
            item: 'mon-slo',
          },
        ]
      : []),
  ];
}

async function dependencyGaps({ portrait, review, lineOf }: PartInput): Promise<Gap[]> {
  return Promise.all(
    portrait.calls.flatMap(({ name, at }) => {
      const declared = review.profile.dependencies.find((each) => each.name === name);
      if (declared?.hard !== undefined) return [];
      return [
        (async (): Promise<Gap> => ({
          text: `Nobody says what happens when ${name} is down`,
          because: `It is ${declared ? 'declared' : 'called'}, but not said whether the service fails with it: say hard in its description in .prr/services.`,
          ...(at ? { at: await lineOf(at) } : {}),
          guide: 'dependency-inventory',
          item: 'dep-inventory',
        }))(),
      ];
    }),
  );
}
