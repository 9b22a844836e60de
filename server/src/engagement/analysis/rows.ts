import type { Row } from '../../model/engagement.ts';
import { expertKey, lessonKey } from './actions.ts';
import type { Proposed } from './related.ts';
import { followupsOf } from '../seen/followups.ts';
import { action } from '../kit/show.ts';
import type { PartInput } from '../part.ts';
import type { Postmortem } from '../../documents/postmortems/postmortems.ts';
import { incidentForm, lessonForm, expertForm } from './forms.ts';

/** Postmortems that concern the service with whether they were read, and what is open of them. */
export async function incidentRows(input: PartInput, incidents: readonly Postmortem[]): Promise<Row[]> {
  const { said, lineOf } = input;
  const known = new Set(incidents.map(({ file }) => file));
  const gone = said.analysis.incidents.filter(({ postmortem }) => !known.has(postmortem));
  const open = (await followupsOf(input)).filter(({ state }) => state === 'open' || state === 'unknown');
  const rows: Row[] = [];
  for (const { file, title, date, missing, at } of incidents) {
    const read = said.analysis.incidents.find((each) => each.postmortem === file);
    const lacks = missing.length === 0 ? '' : ` Missing in it: ${missing.join(', ')}.`;
    rows.push({
      text: `${title}${date === undefined || title.includes(date) ? '' : `, ${date}`}`,
      at: await lineOf(at),
      tone: read ? 'good' : 'open',
      because: `${read ? `read (${read.by}, ${read.date})${read.remark === undefined ? '' : `: ${read.remark.replace(/[.\s]+$/, '')}`}.` : 'it concerns this service and is not marked as read.'}${lacks}`,
      actions: [
        incidentForm(file, read),
        ...(read ? [action('analysis.unread', 'Undo', { values: { of: file } })] : []),
      ],
    });
    for (const { action: followup, because } of open.filter(({ postmortem }) => postmortem.file === file))
      rows.push({
        text: `Follow-up: ${followup.text}`,
        at: await lineOf(followup.at),
        tone: 'attention',
        because: `${because}${followup.owner === undefined ? '' : `; ${followup.owner} has it`}${followup.due === undefined ? '' : `, due ${followup.due}`}.`,
      });
  }
  rows.push(
    ...gone.map(({ postmortem, by, date }): Row => ({
      text: postmortem,
      because: `read (${by}, ${date}); this postmortem no longer exists.`,
      actions: [action('analysis.unread', 'Undo', { values: { of: postmortem } })],
    })),
  );
  return rows.length > 0
    ? rows
    : [
        {
          text: 'No postmortem for this service was found',
          tone: 'open',
          guide: 'postmortems',
          because: 'ask where postmortems are kept: there may have been incidents.',
        },
      ];
}

/** Lessons that were taken up, then those that could be. */
export function lessonRows({ said, review }: PartInput, proposed: readonly Proposed[]): Row[] {
  const taken = said.analysis.lessons.map((lesson): Row => {
    const status = review.items.find(({ item }) => item.id === lesson.item);
    return {
      text: lesson.text,
      tone: 'good',
      ...(lesson.item === undefined ? {} : { item: lesson.item }),
      because: `from ${lesson.from} (${lesson.by}, ${lesson.date})${status ? `; here: ${stateWords(status.state)}` : ''}.`,
      actions: [
        lessonForm('Change…', lesson),
        action('analysis.dropLesson', 'Undo', { values: { of: lessonKey(lesson) } }),
      ],
    };
  });
  const open = proposed.map(({ text: words, from, item, because, at }): Row => ({
    text: words,
    tone: 'open',
    because: `${because}.`,
    ...(item === undefined ? {} : { item }),
    ...(at ? { at } : {}),
    actions: [
      action('analysis.lesson', 'Add', {
        values: { text: words, from, ...(item === undefined ? {} : { item }) },
      }),
    ],
  }));
  const rows = [...taken, ...open];
  return rows.length > 0
    ? rows
    : [
        {
          text: 'None',
          because: 'related services and postmortems have no new lesson.',
        },
      ];
}

const states: Readonly<Record<string, string>> = {
  shown: 'passed',
  yes: 'answered yes',
  no: 'answered no',
  violated: 'failed',
};

const stateWords = (state: string): string => states[state] ?? 'open';

/** People who were asked, then owners of what it depends on. */
export async function expertRows({ said, review, lineOf }: PartInput): Promise<Row[]> {
  const asked = said.analysis.experts.map((each): Row => ({
    text: `${each.name}: ${each.of}`,
    tone: 'good',
    because: `consulted (${each.by}, ${each.date}).`,
    actions: [expertForm('Change…', each), action('analysis.dropExpert', 'Undo', { values: { of: expertKey(each) } })],
  }));
  const own = review.profile.owner?.value;
  const others = review.profile.dependencies.filter(
    ({ name, owner }) =>
      owner !== undefined &&
      owner !== own &&
      !said.analysis.experts.some((each) => each.of.includes(name) || each.name === owner),
  );
  const open = await Promise.all(
    others.slice(0, 5).map(async ({ name, owner, at }): Promise<Row> => ({
      text: `Ask ${owner ?? ''} about ${name}`,
      tone: 'open',
      at: await lineOf(at),
      because: 'they run a dependency and know how it fails.',
      actions: [expertForm('Record the Answer…', { name: owner ?? '', of: name })],
    })),
  );
  const rows = [...asked, ...open];
  return rows.length > 0
    ? rows
    : [
        {
          text: 'No one was consulted',
          tone: 'open',
          because: 'ask the team of each component: they know how it fails.',
        },
      ];
}
