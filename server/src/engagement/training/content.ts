import type { LinePlace } from '../../model/line-place.ts';
import { alertsOf, type AlertOf } from '../seen/alerts.ts';
import type { PartInput } from '../part.ts';
import { questionsOf, type Question } from './check.ts';
import { designOf, type DesignFound } from './design.ts';
import { drillGaps, drillsOf, type Drill } from './drills.ts';
import { flowsOf, type Flows } from './flows.ts';
import { productionOf, type Production } from './production.ts';
import { usersPathOf, type UsersPath } from '../seen/users-path.ts';
import type { Gap } from '../kit/words.ts';
import { concerning } from '../seen/taken-up.ts';

/** All that the pack of a service is made from. */
export interface TrainingContent {
  /** Whether somebody waits for what the service does: of users nothing is said where nobody is seen to wait. */
  readonly path: UsersPath;
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
  const path = usersPathOf(input);
  const design = await designOf(input);
  const flows = await flowsOf(input, path);
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
  return { path, design, flows, production, alerts, dashboards, drills, questions, incidents, gaps };
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
            text: 'No dashboard was found',
            because: 'Ask which dashboard the on-call engineer opens first.',
            guide: 'queries-and-dashboards',
          },
        ]
      : []),
    ...(portrait.objectives.length === 0
      ? [
          {
            text: 'No SLO was found',
            because: 'Without an SLO, it is unclear how reliable the service must be.',
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
          text: `No file shows what happens when ${name} is down`,
          because: `No file shows whether the service fails without it. Set hard for this dependency in .prr/services.`,
          ...(at ? { at: await lineOf(at) } : {}),
          guide: 'dependency-inventory',
          item: 'dep-inventory',
        }))(),
      ];
    }),
  );
}
