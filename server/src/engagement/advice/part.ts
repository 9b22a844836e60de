import type { Block, EngagementState, PartStep, Row } from '../../model/engagement.ts';
import { listed } from '../../report/summary/input.ts';
import { actions } from './actions.ts';
import { adviceFacts } from './facts.ts';
import { questions, type Question } from './questions.ts';
import { adviceRows, type AdviceRow } from './rows.ts';
import { constructionOf } from '../seen/conformance.ts';
import { action } from '../kit/show.ts';
import type { PartInput, PartModule } from '../part.ts';
import { engagementFile } from '../kit/store.ts';
import { consultation, answerAction } from './forms.ts';

const byId = new Map(questions.map((each) => [each.id, each]));

/** Which support fits a service: all that speaks for each kind, what is unknown, and what would change it. */
export const advice: PartModule = {
  id: 'advice',
  actions,
  async show(input) {
    const { service, mode, said } = input;
    const rows = adviceRows(adviceFacts(input, await constructionOf(input)), mode);
    const fits = chosen(rows);
    const open = rows.filter(({ claim }) => claim.value === undefined);
    const missing = questionsOf(open, input);
    const blocks: Block[] = [
      { kind: 'heading', text: 'What fits' },
      {
        kind: 'list',
        rows:
          fits.length > 0
            ? fits.map((row) => fitting(row, input))
            : [
                {
                  text: 'Not enough is known',
                  tone: 'open',
                  because: 'answer the questions below.',
                },
              ],
      },
      ...(open.length > 0
        ? [
            { kind: 'heading' as const, text: 'What may fit' },
            { kind: 'list' as const, rows: open.map((row) => unknown(row)) },
          ]
        : []),
      ...(missing.length > 0
        ? [
            { kind: 'heading' as const, text: 'Questions' },
            { kind: 'list' as const, rows: missing.map((each) => ask(each)) },
          ]
        : []),
      { kind: 'heading', text: 'What does not fit' },
      { kind: 'list', rows: turns(rows) },
      ...answered(input),
      { kind: 'actions', actions: [consultation] },
    ];
    const [first] = missing;
    const steps: PartStep[] =
      first === undefined
        ? []
        : [
            {
              title: first.say,
              because: `${first.because}; the answer decides between ${open.length} kinds of support`,
              weight: 4,
              action: answerAction(first),
            },
          ];
    return {
      id: 'advice',
      title: 'Support advice',
      standing:
        fits.length === 0
          ? 'Not enough is known to choose a kind of support.'
          : `${fits[0]?.title ?? ''} fits${
              fits.length > 1
                ? `, and ${fits
                    .slice(1)
                    .map(({ title }) => title.toLowerCase())
                    .join(', ')}`
                : ''
            }.`,
      tone: fits.length === 0 ? 'open' : 'good',
      guide: 'support-options',
      file: engagementFile('advice', service.name),
      blocks,
      documents: [],
      moves: fits.flatMap(({ id, claim }) => {
        const to = leadsTo[id];
        return to === undefined ? [] : [{ to, because: `${claim.pro.join(', and ')}.` }];
      }),
      next: said.state === undefined || missing.length > 0 ? steps : [],
    };
  },
};

/** Where each kind of support leads, when it is taken up. */
const leadsTo: Readonly<Partial<Record<AdviceRow['id'], EngagementState>>> = {
  disengage: 'disengaged',
  outgrown: 'candidate',
  review: 'candidate',
  early: 'early',
  'early-uncertain': 'consulted',
  light: 'candidate',
  platform: 'platform',
  consultation: 'consulted',
};

/** What fits, without what a stronger row says already. */
function chosen(rows: readonly AdviceRow[]): readonly AdviceRow[] {
  const fits = rows.filter(({ claim }) => claim.value === true);
  const has = (id: AdviceRow['id']) => fits.some((each) => each.id === id);
  return fits.filter(
    ({ id }) =>
      !(id === 'review' && has('outgrown')) &&
      !(id === 'consultation' && (has('outgrown') || has('early-uncertain'))) &&
      !(id === 'documentation' && fits.some((each) => !['documentation', 'platform'].includes(each.id))),
  );
}

function fitting({ title, what, reason, claim, guide, id }: AdviceRow, { said }: PartInput): Row {
  const staffed =
    ['outgrown', 'review', 'early', 'light'].includes(id) && said.advice.answers['staffing'] === undefined;
  return {
    text: title,
    tone: 'good',
    guide,
    because: `${what} It fits because ${claim.pro.join(', and ')}: ${reason}.${staffed ? ' Subject to who has time.' : ''}`,
  };
}

function unknown({ title, claim, guide }: AdviceRow): Row {
  const known = claim.pro.length > 0 ? `So far: ${claim.pro.join(', and ')}. ` : '';
  return {
    text: title,
    tone: 'open',
    guide,
    because: `${known}More information needed: ${[...new Set(claim.missing)].map(wording).join(' ')}`,
  };
}

const beside: Readonly<Record<string, string>> = {
  tier: 'Set its tier in the service description.',
  phase: 'Set its phase in the service description.',
  conformance: 'Describe in .prr/platform.yaml how conformance is checked.',
};

function wording(id: string): string {
  return byId.get(id)?.question ?? beside[id] ?? id;
}

/** The questions that would settle what is open, those of most rows first. */
function questionsOf(open: readonly AdviceRow[], { said }: PartInput): readonly Question[] {
  const counts = new Map<string, number>();
  for (const { claim } of open) for (const id of new Set(claim.missing)) counts.set(id, (counts.get(id) ?? 0) + 1);
  return questions
    .filter(({ id }) => counts.has(id) && said.advice.answers[id] === undefined)
    .sort((a, b) => (counts.get(b.id) ?? 0) - (counts.get(a.id) ?? 0));
}

function ask(question: Question): Row {
  return {
    text: question.question,
    tone: 'open',
    because: `Asked because ${question.because}.`,
    actions: [answerAction(question)],
  };
}

/** What would have to be otherwise for another kind of support: only where one fact is in the way. */
function turns(rows: readonly AdviceRow[]): Row[] {
  const near = rows.filter(
    ({ claim, id }) =>
      claim.value === false &&
      claim.contra.length === 1 &&
      !claim.contra[0]?.startsWith('it is launched') &&
      id !== 'disengage',
  );
  if (near.length === 0) return [{ text: 'No single fact would change this.', tone: 'none' }];
  return near.map(({ title, claim, guide }) => ({
    text: title,
    tone: 'none',
    guide,
    because: `Reasons against: ${listed(claim.contra)}.${claim.missing.length > 0 ? ' More information needed.' : ''}`,
  }));
}

/** Months after which an answer is shown as old. */
const oldMonths = 12;

function answered({ said, today }: PartInput): Block[] {
  const given = questions.flatMap((question) => {
    const answer = said.advice.answers[question.id];
    return answer ? [{ question, answer }] : [];
  });
  if (given.length === 0) return [];
  const limit = `${Number(today.slice(0, 4)) - oldMonths / 12}${today.slice(4)}`;
  return [
    { kind: 'heading', text: 'Answers' },
    {
      kind: 'table',
      caption: 'Answers',
      head: ['Question', 'Answer', 'Answered by'],
      rows: given.map(({ question, answer }) => ({
        cells: [
          { text: question.question },
          {
            text: question.choices[answer.answer] ?? answer.answer,
            ...(answer.reason === undefined ? {} : { because: answer.reason }),
          },
          answer.date < limit
            ? { text: `${answer.by}, ${answer.date}; more than a year old, ask again`, tone: 'attention' as const }
            : { text: `${answer.by}, ${answer.date}` },
        ],
        actions: [
          answerAction(question, answer),
          action('advice.forget', 'Undo', { values: { question: question.id } }),
        ],
      })),
    },
  ];
}
