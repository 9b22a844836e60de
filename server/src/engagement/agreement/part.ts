import type { Block, Cell, DraftDocument, PartStep, Row, TableRow, Tone } from '../../model/engagement.ts';
import { counted, listed } from '../../report/summary/input.ts';
import { actions, changeKey, dateKey, dateKinds, isWritten } from './actions.ts';
import { indicatorRows, objectiveLines, type ObjectiveLine } from './objectives.ts';
import { changeForm, dateForm, goalsForm, reviewerForm, signForm, objectiveForm } from './forms.ts';
import { peopleRows } from './people.ts';
import { agreementPage } from './documents.ts';
import { indicatorsOf, openSlo, type Indicator } from './indicators.ts';
import { action } from '../kit/show.ts';
import { leftAll } from '../seen/rotation.ts';
import type { PartInput, PartModule } from '../part.ts';
import { engagementFile } from '../kit/store.ts';
import { oneForBoth, sideTitles, sideWords, signaturesOf, whoOn, type Signature } from './sides.ts';

/** What both sides agree before a review begins: objectives, people, disruptive changes and dates; and who signed it. */
export const agreement: PartModule = {
  id: 'agreement',
  actions,
  async show(input) {
    const { service, said } = input;
    const objectives = await objectiveLines(input);
    const known = new Set(objectives.map(({ words }) => words));
    // Where files specify objectives, they say what is measured.
    const indicators = objectives.some(({ spec }) => spec !== undefined) ? [] : indicatorsOf(input);
    const proposed = indicators.filter(({ words }) => !known.has(words));
    const signatures = signaturesOf(said.agreement);
    const open = openOf(input, objectives, signatures);
    return {
      id: 'agreement',
      title: 'Agreement',
      ...standingOf(input, open, signatures),
      guide: 'production-readiness-review#engagement',
      file: engagementFile('agreement', service.name),
      blocks: [
        { kind: 'heading', text: 'Objectives' },
        { kind: 'list', rows: await objectiveRows(input, objectives, proposed) },
        { kind: 'actions', actions: [objectiveForm('Propose an Objective…')] },
        { kind: 'heading', text: 'People and process' },
        { kind: 'list', rows: peopleRows(input) },
        { kind: 'actions', actions: [reviewerForm('Name a Reviewer…'), goalsForm(input)] },
        { kind: 'heading', text: 'Disruptive changes and dates' },
        ...calendarBlocks(input),
        { kind: 'actions', actions: [changeForm('Name a Disruptive Change…'), dateForm('Set a Date…')] },
        { kind: 'heading', text: 'Signed' },
        { kind: 'list', rows: signatureRows(input, signatures) },
      ],
      documents: [agreementPage(input, objectives, open), ...draftsOf(input, indicators)],
      next: stepsOf(input, objectives, signatures),
    };
  },
};

/** States in which nobody expects an agreement. */
const apart: ReadonlySet<string> = new Set(['self-supported', 'consulted', 'platform', 'disengaged', 'early']);

function awaited({ said }: PartInput): boolean {
  return isWritten(said.agreement) || !apart.has(said.state?.state ?? 'self-supported');
}

/** What is missing before the page is whole, a phrase each. */
function openOf({ said, mode }: PartInput, objectives: readonly ObjectiveLine[], signatures: readonly Signature[]) {
  const sides = sideWords(mode);
  const unsigned = (['developers', 'sre'] as const).filter(
    (side) => !signatures.some((each) => each.side === side && each.current),
  );
  const disagreed = objectives.filter(({ agreed }) => !agreed).length;
  return [
    ...(objectives.length === 0
      ? ['no objective is agreed']
      : disagreed > 0
        ? [`${disagreed} of ${counted(objectives.length, 'objective')} ${disagreed === 1 ? 'is' : 'are'} not agreed`]
        : []),
    ...(said.agreement.reviewers.length === 0 ? ['no reviewer is named'] : []),
    ...unsigned.map(
      (side) =>
        `${sides[side]} ${side === 'developers' && mode === 'voluntary' ? 'has' : 'have'} not signed the current text`,
    ),
  ];
}

function standingOf(
  input: PartInput,
  open: readonly string[],
  signatures: readonly Signature[],
): { standing: string; tone: Tone } {
  if (!awaited(input)) return { standing: 'No agreement is in progress, and none is required.', tone: 'none' };
  if (open.length === 0) {
    const reviewers = input.said.agreement.reviewers.map(({ name }) => name);
    const one = oneForBoth(signatures);
    const left = reviewers.filter((name) => leftAll(input, name) !== undefined);
    const asks = [
      ...(one === undefined ? [] : [`${one} signed for both teams: check that both were there.`]),
      ...(left.length === 0 ? [] : [`${listed(left)} left: find another reviewer.`]),
    ];
    return {
      standing: [
        `Agreed and signed ${one === undefined ? 'by' : 'for'} both teams. Reviewers: ${listed(reviewers)}.`,
        ...asks,
      ].join(' '),
      tone: asks.length === 0 ? 'good' : 'attention',
    };
  }
  const stale = signatures.filter(({ current }) => !current);
  const since =
    stale.length === 0 ? '' : ` It was changed since it was signed by ${listed(stale.map(({ by }) => by))}.`;
  return { standing: `Still open: ${open.join(', ')}.${since}`, tone: stale.length > 0 ? 'attention' : 'open' };
}

async function objectiveRows(
  input: PartInput,
  objectives: readonly ObjectiveLine[],
  proposed: readonly Indicator[],
): Promise<Row[]> {
  const { index, service, lineOf } = input;
  const places = await Promise.all(proposed.map(({ at }) => lineOf(at)));
  const rows = [...objectives.map(({ row }) => row), ...indicatorRows(proposed, places)];
  if (rows.length > 0) return rows;
  const [route] = index.ofService(service, 'route').filter(({ fact }) => !/health|ready|live|metrics/i.test(fact.path));
  if (route)
    return [
      {
        text: 'Its requests are not measured yet',
        tone: 'open',
        guide: 'metrics',
        at: await lineOf({ file: route.file, span: route.fact.span }),
        because: `it answers ${route.fact.path}, but no counter or histogram of its requests was found: count them by status and measure their duration to specify an objective.`,
      },
    ];
  return [
    {
      text: 'Nothing to measure was found',
      tone: 'open',
      guide: 'slo-documents#indicators',
      because:
        'no specification, metric or route was found: describe what its users do, and how often it must succeed.',
    },
  ];
}

function calendarBlocks({ said, today }: PartInput): Block[] {
  const now = said.agreement;
  const dates = [...now.calendar].sort((a, b) => (a.date < b.date ? -1 : 1));
  const changes: Row[] =
    now.changes.length === 0
      ? [
          {
            text: 'No disruptive change is planned',
            tone: 'open',
            because: 'ask the developers: a planned redesign changes what to review.',
          },
        ]
      : now.changes.map((each) => ({
          text: each.what,
          because: `${each.when === undefined ? 'no date' : `planned for ${each.when}`} (${each.by}, ${each.date}).`,
          actions: [
            changeForm('Change…', each),
            action('agreement.dropChange', 'Undo', { values: { of: changeKey(each) } }),
          ],
        }));
  return [
    { kind: 'list', rows: changes },
    ...(dates.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            caption: 'Dates',
            head: ['Date', 'What', 'Kind', 'Who'],
            rows: dates.map((each): TableRow => ({
              cells: [
                { text: each.date, ...(each.date < today ? { because: 'this date has passed' } : {}) },
                { text: each.what },
                { text: dateKinds[each.kind] },
                whoCell(said, each),
              ],
              actions: [
                dateForm('Change…', each),
                action('agreement.dropDate', 'Undo', { values: { of: dateKey(each) } }),
              ],
            })),
          },
        ]),
  ];
}

function whoCell(said: PartInput['said'], each: PartInput['said']['agreement']['calendar'][number]): Cell {
  const who = whoOn(said, each);
  if (who === undefined) return { text: 'not set', tone: 'open' };
  return { text: who, ...(each.who === undefined ? { because: 'from the hand-over plan' } : {}) };
}

function signatureRows(input: PartInput, signatures: readonly Signature[]): Row[] {
  const { said, mode } = input;
  const written = isWritten(said.agreement);
  const both = oneForBoth(signatures) !== undefined;
  return (['developers', 'sre'] as const).map((side): Row => {
    const found = signatures.find((each) => each.side === side);
    const words = sideTitles(mode)[side];
    const sign = written ? [signForm(input, side)] : [];
    if (!found)
      return {
        text: `${words}: not signed`,
        tone: 'open',
        because: written ? 'a signature covers the current text.' : 'nothing to sign yet.',
        actions: sign,
      };
    const back = action('agreement.unsign', 'Undo', { values: { side } });
    return found.current
      ? {
          text: `${words}: signed by ${found.by}, ${found.date}`,
          tone: both ? 'attention' : 'good',
          because: both ? 'the same person signed for both teams: check that both were there.' : 'unchanged since.',
          actions: [back],
        }
      : {
          text: `${words}: changed since it was signed by ${found.by}, ${found.date}`,
          tone: 'attention',
          because: 'read the current text, then sign again.',
          actions: [...sign, back],
        };
  });
}

function draftsOf({ service, said }: PartInput, indicators: readonly Indicator[]): DraftDocument[] {
  const targets = new Map(said.agreement.objectives.map(({ indicator, target }) => [indicator, target]));
  const spec = openSlo(service.name, indicators, targets);
  return spec === undefined
    ? []
    : [
        {
          id: 'openslo',
          title: 'Objectives in OpenSLO',
          fileName: `${service.name}-slo.yaml`,
          language: 'yaml',
          text: spec,
        },
      ];
}

function stepsOf(input: PartInput, objectives: readonly ObjectiveLine[], signatures: readonly Signature[]): PartStep[] {
  if (!awaited(input)) return [];
  const open = objectives.find(({ agreed }) => !agreed);
  if (objectives.length === 0 || open)
    return [
      {
        title: open ? `Agree on ${open.words}` : 'Propose an objective',
        because: 'without an SLO the review has no goal',
        weight: 3,
        action: open?.row.actions?.[0] ?? objectiveForm('Propose an Objective…'),
      },
    ];
  if (input.said.agreement.reviewers.length === 0)
    return [
      {
        title: 'Name one to three reviewers',
        because: 'the objectives are agreed, and the review has no lead',
        weight: 3,
        action: reviewerForm('Name a Reviewer…'),
      },
    ];
  const unsigned = (['developers', 'sre'] as const).find(
    (side) => !signatures.some((each) => each.side === side && each.current),
  );
  if (unsigned === undefined) return [];
  const stale = signatures.find(({ side }) => side === unsigned);
  return [
    {
      title: `Sign the agreement for ${sideWords(input.mode)[unsigned]}`,
      because: stale
        ? `it was changed since ${stale.by} signed it`
        : 'objectives and reviewers are set, and this team has not signed',
      weight: 3,
      action: signForm(input, unsigned),
    },
  ];
}
