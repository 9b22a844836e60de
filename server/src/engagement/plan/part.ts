import type { Block, PartStep, Row, TableRow, Tone } from '../../model/engagement.ts';
import { counted, listed } from '../../report/summary/input.ts';
import { countLocations } from '../../report/summary/locations.ts';
import { action, cell } from '../kit/show.ts';
import type { PartInput, PartModule } from '../part.ts';
import { actions } from './actions.ts';
import { issueDocuments, issuesOf } from './documents.ts';
import { planOf, type Improvement, type Past, type Plan } from './standing.ts';
import { leftAll } from '../seen/rotation.ts';
import { decisionWords, ownerWords, pastWords } from './words.ts';
import { arithmetic, weightWords } from './weights.ts';
import { engagementFile } from '../kit/store.ts';
import { addForm, formsOf } from './forms.ts';

/** Improvements of a service: ranked by what they do for users, negotiated, and done when the facts say so. */
export const plan: PartModule = {
  id: 'plan',
  actions,
  async show(input) {
    const all = await planOf(input);
    return {
      id: 'plan',
      title: 'Improvements',
      ...standingOf(all, input),
      guide: 'production-readiness-review#improvements',
      file: engagementFile('improvement', input.service.name, 'item').replace(/\/[^/]+$/, ''),
      blocks: blocksOf(all, input),
      documents: issueDocuments(all.improvements, input),
      next: stepsOf(all, input),
    };
  },
};

const groups = ['unknown', 'decide', 'agreed', 'deferred', 'declined', 'done'] as const;
const groupTitles: Readonly<Record<(typeof groups)[number], string>> = {
  unknown: 'Decision could not be read',
  decide: 'To decide',
  agreed: 'Agreed',
  deferred: 'Deferred',
  declined: 'Declined',
  done: 'Done',
};

function standingOf({ improvements, past }: Plan, input: PartInput): { standing: string; tone: Tone } {
  const count = (group: Improvement['group']) => improvements.filter((each) => each.group === group).length;
  const done = count('done') + past.filter(({ state }) => state === 'done').length;
  const back = improvements.filter((each) => each.back !== undefined).length;
  const overdue = improvements.filter((each) => each.overdue).length;
  const open = openQuestions(input);
  if (improvements.length === 0 && past.length === 0) {
    const rest =
      open === 0 ? '' : `, but ${counted(open, 'question')} of the checklist ${open === 1 ? 'is' : 'are'} open`;
    return { standing: `No improvements found${rest}.`, tone: open === 0 ? 'good' : 'open' };
  }
  const parts = [
    ...(count('unknown') > 0 ? [`${count('unknown')} with an unreadable decision`] : []),
    ...(count('decide') > 0 ? [`${count('decide')} to decide`] : []),
    ...(count('agreed') > 0 ? [`${count('agreed')} agreed`] : []),
    ...(overdue > 0 ? [`${overdue} overdue`] : []),
    ...(back > 0 ? [`${back} came back`] : []),
    ...(count('deferred') > 0 ? [`${count('deferred')} deferred`] : []),
    ...(count('declined') > 0 ? [`${count('declined')} declined`] : []),
    ...(done > 0 ? [`${done} done`] : []),
  ];
  const tone =
    overdue + back + count('unknown') > 0
      ? 'attention'
      : count('decide') > 0
        ? 'open'
        : count('agreed') > 0
          ? 'attention'
          : 'good';
  const unknown = past.filter(({ state }) => state === 'unknown').length;
  const doubt = unknown === 0 ? '' : ` It is unknown whether ${unknown} ${unknown === 1 ? 'is' : 'are'} done.`;
  return {
    standing: `${counted(improvements.length + past.length, 'improvement')}: ${listed(parts) || 'nothing to do now'}.${doubt}`,
    tone,
  };
}

function openQuestions({ review }: PartInput): number {
  return review.items.filter(
    ({ included, state }) => included.value && (state === 'unanswered' || state === 'cannot-tell'),
  ).length;
}

function blocksOf({ improvements, past, followups }: Plan, input: PartInput): Block[] {
  const untold = followups.filter(({ state }) => state === 'unknown').length;
  return [
    {
      kind: 'text',
      text: 'The highest score comes first: impact × likelihood / effort, each from 1 to 5. Impact is the harm of the finding. It is higher if a user request reaches the code, if several services call this one, and in tier 1; it is lower if only messages, jobs or tools reach the code, and outside production. Likelihood is the severity of the finding; it is higher with many locations and after an incident. Effort is the number of files to change. You can set each value.',
    },
    ...groups.flatMap((group): Block[] => {
      const own = improvements.filter((each) => each.group === group);
      if (own.length === 0) return [];
      return [
        { kind: 'heading', text: `${groupTitles[group]} (${own.length})` },
        {
          kind: 'table',
          caption: `${groupTitles[group]} (${own.length})`,
          head: ['Improvement', 'Score', 'Decision', 'Owner and date'],
          rows: own.map((each) => rowOf(each, input)),
          inSummary: true,
        },
      ];
    }),
    ...pastBlocks(past),
    ...(untold === 0
      ? []
      : [
          {
            kind: 'text' as const,
            text: `${counted(untold, 'action')} of postmortems ${untold === 1 ? 'is' : 'are'} not in this plan, because it is unknown whether ${untold === 1 ? 'it is' : 'they are'} done. See Continuous improvement.`,
            tone: 'open' as const,
          },
        ]),
    { kind: 'actions', actions: [addForm] },
    ...issueBlocks({ improvements, past }),
  ];
}

/** How the drafts of issues are taken in, and what is not among them. */
function issueBlocks({ improvements, past }: Pick<Plan, 'improvements' | 'past'>): Block[] {
  const { chosen, fresh, ticketed } = issuesOf(improvements);
  if (chosen.length === 0) return [];
  const of = (group: Improvement['group']) => improvements.filter((each) => each.group === group).length;
  const left = [
    ...(ticketed > 0 ? [`${ticketed} ${ticketed === 1 ? 'has' : 'have'} a ticket`] : []),
    ...(of('agreed') > 0 && of('decide') > 0 ? [`${of('decide')} to decide`] : []),
    ...(of('deferred') > 0 ? [`${of('deferred')} deferred`] : []),
    ...(of('declined') > 0 ? [`${of('declined')} declined`] : []),
    ...(of('done') + past.length > 0 ? [`${of('done') + past.length} done or no longer found`] : []),
  ];
  const without: Block[] =
    left.length === 0
      ? []
      : [{ kind: 'text', text: `Left out of the issues for GitHub and GitLab: ${listed(left, left.length)}.` }];
  if (fresh.length === 0) return without;
  return [
    {
      kind: 'text',
      text: 'The GitHub draft has one issue per line, for its API. Import the GitLab draft with Import CSV in the issue list.',
    },
    ...without,
    {
      kind: 'code',
      language: 'shellscript',
      text: 'while IFS= read -r issue; do gh api repos/OWNER/REPO/issues --input - <<<"$issue"; done < issues.jsonl',
    },
  ];
}

function rowOf(improvement: Improvement, input: PartInput): TableRow {
  const { today } = input;
  const { candidate, weights, overdue, back, again, owner, due, group } = improvement;
  const { title, from, id, guide, places, why } = candidate;
  const [first] = places;
  const left = owner === undefined ? undefined : leftAll(input, owner);
  const said = improvement.said?.date;
  const ahead = said !== undefined && said > today ? ` Its date ${said} is in the future.` : '';
  return {
    cells: [
      cell(title, {
        ...(from === 'item' ? { item: id } : {}),
        ...(guide === undefined ? {} : { guide }),
        ...(first ? { at: first.place } : {}),
        because: first ? placeWords(places) : why,
      }),
      cell(arithmetic(weights), { because: weightWords(weights) }),
      cell(
        `${decisionWords(improvement)}${ahead}`,
        back !== undefined || again || ahead !== '' ? { tone: 'attention' } : {},
      ),
      cell(
        ownerWords(improvement, { today, left }),
        overdue || left !== undefined
          ? { tone: 'attention' }
          : group === 'agreed' && (owner === undefined || due === undefined)
            ? { tone: 'open' }
            : {},
      ),
    ],
    actions: formsOf(improvement),
  };
}

/** What is found at the first place, as a sentence, and at how many more. */
function placeWords(places: Improvement['candidate']['places']): string {
  const message = places[0]?.message ?? '';
  const more = countLocations(places) - 1;
  if (more < 1) return message;
  const end = /[.!?]$/.test(message) ? '' : '.';
  return `${message}${end} There ${more === 1 ? 'is' : 'are'} ${counted(more, 'more location')}.`;
}

const pastTones = { done: 'good', away: 'none', unknown: 'open' } as const;

function pastBlocks(past: readonly Past[]): Block[] {
  if (past.length === 0) return [];
  return [
    { kind: 'heading', text: 'No longer found' },
    {
      kind: 'list',
      inSummary: 'no longer found',
      rows: past.map((each): Row => {
        const isSaid = each.said.done !== undefined;
        return {
          text: each.title,
          tone: pastTones[each.state],
          because: pastWords(each),
          ...(isSaid ? { actions: [action('plan.done', 'Not Done', { values: { id: each.id } })] } : {}),
        };
      }),
    },
  ];
}

/** At most one step of a kind: the plan itself shows the rest. */
function stepsOf({ improvements }: Plan, { today }: PartInput): PartStep[] {
  const live = improvements.filter(({ group }) => group === 'decide' || group === 'agreed');
  const form = (each: Improvement, id: string) => formsOf(each).find((one) => one.id === id);
  const step = (
    found: readonly Improvement[],
    id: 'plan.decide' | 'plan.own',
    say: (each: Improvement) => Pick<PartStep, 'title' | 'because' | 'weight'>,
  ): PartStep[] => {
    const [first] = found;
    if (!first) return [];
    const wanted = form(first, id);
    const { because, ...rest } = say(first);
    const others =
      found.length > 1 ? ` The same holds for ${found.length === 2 ? 'another' : `${found.length - 1} others`}.` : '';
    return [{ ...rest, because: `${because}${others}`, ...(wanted ? { action: wanted } : {}) }];
  };
  const titled = ({ candidate }: Improvement) => `“${candidate.title}”`;
  const overdue = live.filter((each) => each.overdue);
  const back = live.filter((each) => each.back !== undefined && !each.overdue);
  const again = live.filter((each) => each.again);
  const loose = live.filter(
    (each) => each.group === 'agreed' && (each.owner === undefined || each.due === undefined) && !each.overdue,
  );
  const fresh = live.filter((each) => each.group === 'decide' && !each.again && each.back === undefined);
  return [
    ...step(overdue, 'plan.own', (each) => ({
      title: `Finish ${titled(each)}, or move its date`,
      because: `It was due on ${each.due ?? ''}, ${each.owner === undefined ? 'and has no owner' : `and ${each.owner} owns it`}.`,
      weight: 2,
    })),
    ...step(back, 'plan.decide', (each) => ({
      title: `Look again at ${titled(each)}`,
      because: `Its finding disappeared by ${each.back ?? ''} and is back.`,
      weight: 2,
    })),
    ...step(again, 'plan.decide', (each) => ({
      title: `Decide again on ${titled(each)}`,
      because: `It was deferred until ${each.said?.until ?? today}.`,
      weight: 2,
    })),
    ...step(loose, 'plan.own', (each) => ({
      title: `Name ${each.owner === undefined ? 'an owner' : 'a date'} for ${titled(each)}`,
      because: 'It is agreed. Work without an owner and a date is rarely done.',
      weight: 3,
    })),
    ...step(fresh.slice(0, 1), 'plan.decide', (each) => ({
      title: `Decide on ${titled(each)}`,
      because: `${fresh.length === 1 ? 'It needs a decision; its score is' : `It has the highest score of the ${fresh.length} that need a decision:`} ${arithmetic(each.weights)}.`,
      weight: 3,
    })),
  ];
}
