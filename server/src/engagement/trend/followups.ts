import type { Block, Row } from '../../model/engagement.ts';
import { counted, listed } from '../../report/summary/input.ts';
import { placesOf, type Followup, type FollowupAt } from '../seen/followups.ts';
import { action, cell, sentence } from '../kit/show.ts';
import type { Meant } from '../seen/symbols.ts';
import type { PartInput } from '../part.ts';
import type { Postmortem } from '../../documents/postmortems/postmortems.ts';
import { placeWords } from '../kit/words.ts';
import { concerning } from '../seen/taken-up.ts';
import { followupForm } from './forms.ts';

/** It is open, and its date has passed. */
export function isOverdue({ action: { due }, state }: Followup, today: string): boolean {
  return state === 'open' && due !== undefined && due < today;
}

/** Postmortems that concern the service, and what became of their actions, at the code that they name. */
export async function followupBlocks(followups: readonly Followup[], input: PartInput): Promise<Block[]> {
  const all = await input.postmortems();
  const own = concerning(all, input);
  const strays = await strayBlocks(
    all.filter(
      (each) =>
        !own.includes(each) &&
        each.services.length === 0 &&
        each.actions.every(({ services }) => services.length === 0),
    ),
    input,
  );
  if (own.length === 0)
    return [
      {
        kind: 'text',
        text: 'No postmortem for this service was found: ask its owner where incidents are recorded.',
        tone: 'open',
      },
      ...strays,
    ];
  const places = await placesOf(followups, input);
  const wanting = followups
    .filter(({ state }) => state === 'open' || state === 'unknown')
    .sort((a, b) => Number(isOverdue(b, input.today)) - Number(isOverdue(a, input.today)));
  const settled = followups.filter(
    ({ action: { id }, state }) =>
      input.said.trend.followups[id] !== undefined && (state === 'done' || state === 'dropped'),
  );
  return [
    {
      kind: 'table',
      caption: `Postmortems (${own.length})`,
      head: ['Postmortem', 'Date', 'Actions for this service', 'Missing'],
      rows: await Promise.all(
        own.map(async (postmortem) => {
          const actions = followups.filter(
            (each) => each.postmortem === postmortem || each.postmortem.file === postmortem.file,
          );
          const count = (state: Followup['state']) => actions.filter((each) => each.state === state).length;
          const parts = (['open', 'unknown', 'done', 'dropped'] as const)
            .filter((state) => count(state) > 0)
            .map((state) => `${count(state)} ${state === 'unknown' ? 'unknown' : state}`);
          return {
            cells: [
              cell(postmortem.title, { at: await input.lineOf(postmortem.at) }),
              cell(postmortem.date ?? 'not said'),
              cell(parts.join(', ') || 'none', count('open') + count('unknown') > 0 ? { tone: 'attention' } : {}),
              cell(postmortem.missing.join(', ') || 'nothing', postmortem.missing.length > 0 ? { tone: 'open' } : {}),
            ],
          };
        }),
      ),
    },
    ...(wanting.length === 0
      ? []
      : [
          { kind: 'heading' as const, text: 'Open follow-ups' },
          {
            kind: 'list' as const,
            inSummary: 'open follow-ups',
            rows: await Promise.all(wanting.map((each) => rowOf(each, places, input))),
          },
        ]),
    ...(settled.length === 0
      ? []
      : [
          { kind: 'heading' as const, text: 'Follow-ups with a recorded result' },
          {
            kind: 'list' as const,
            rows: settled.map(({ action: { id, text }, state, because }): Row => ({
              text,
              tone: state === 'done' ? 'good' : 'none',
              because: `${sentence(because)}.`,
              actions: [action('trend.unfollow', 'Undo', { values: { id } })],
            })),
          },
        ]),
    ...strays,
  ];
}

/** No more of them are named. */
const maxStrays = 10;

/** Postmortems that may be of this service or of any other: somebody who knows can tell. */
async function strayBlocks(strays: readonly Postmortem[], { lineOf }: PartInput): Promise<Block[]> {
  const [first] = strays;
  if (!first) return [];
  const rest = strays.length - maxStrays;
  return [
    {
      kind: 'text',
      text: `${counted(strays.length, 'postmortem')} ${strays.length === 1 ? 'names' : 'name'} no service of this workspace in title, header or impact. Add the services to the header.`,
      tone: 'open',
    },
    {
      kind: 'list',
      rows: [
        ...(await Promise.all(
          strays.slice(0, maxStrays).map(async ({ title, date, at }): Promise<Row> => ({
            text: `${title}${date === undefined || title.includes(date) ? '' : `, ${date}`}`,
            tone: 'open',
            at: await lineOf(at),
          })),
        )),
        ...(rest > 0 ? [{ text: `${rest} more` }] : []),
      ],
    },
  ];
}

async function rowOf(followup: Followup, places: readonly FollowupAt[], input: PartInput): Promise<Row> {
  const { action: todo, state, because, postmortem } = followup;
  const written = await input.lineOf(todo.at);
  const code = places.find((each) => each.followup === followup);
  const owner = todo.owner ?? 'not named';
  const overdue = isOverdue(followup, input.today);
  const due =
    todo.due === undefined ? 'no date is set' : overdue ? `it was due on ${todo.due}` : `it is due on ${todo.due}`;
  const ask = state === 'unknown' ? ` Ask ${todo.owner ?? input.review.profile.owner?.value ?? 'its owner'}.` : '';
  const which = await Promise.all(followup.unclear.map((each) => unclearWords(each, input)));
  const where = code?.words === undefined ? '' : ` It names ${code.words}.`;
  const told = input.said.trend.followups[todo.id] !== undefined;
  const says = told ? `; ${because}` : state === 'unknown' ? '; its state is not recorded' : '; it is open';
  return {
    text: todo.text,
    tone: overdue ? 'bad' : state === 'unknown' ? 'open' : 'attention',
    at: code ? { file: code.file, line: code.line } : written,
    because: `“${postmortem.title}” asks for it (${written.file}:${written.line})${says}. Owner: ${owner}; ${due}${todo.priority === undefined ? '' : `; priority ${todo.priority}`}.${where}${ask}${which.join('')}`,
    ...(todo.link !== undefined && /^https?:/.test(todo.link) ? { link: todo.link } : {}),
    actions: [followupForm(todo.id), ...(told ? [action('trend.unfollow', 'Undo', { values: { id: todo.id } })] : [])],
  };
}

/** Places that are named where a name has several. */
const mostMeant = 3;

/** Which of several is meant is for a person to say, in the postmortem. */
async function unclearWords({ name, all }: Meant, { lineOf }: PartInput): Promise<string> {
  const places = await Promise.all(all.slice(0, mostMeant).map(async (each) => placeWords(await lineOf(each))));
  const rest = all.length > mostMeant ? [...places, `${all.length - mostMeant} more`] : places;
  return ` ${name} is ambiguous (${listed(rest, rest.length)}): name the file in the postmortem.`;
}
