import { aspectNames, aspects } from '../../model/site.ts';
import { priorities } from '../../model/review.ts';
import type { Block, PartStep, Row, TableRow, Tone } from '../../model/engagement.ts';
import { counted } from '../../report/summary/input.ts';
import { actions } from './actions.ts';
import { changeRows, isAsked, isOpen, leftOutRows, ownItems, ownRows, reasonRows } from './composition.ts';
import { proposedLessons } from './related.ts';
import { expertRows, incidentRows, lessonRows } from './rows.ts';
import type { Postmortem } from '../../documents/postmortems/postmortems.ts';
import type { PartInput, PartModule } from '../part.ts';
import { engagementFile } from '../kit/store.ts';
import { concerning } from '../seen/taken-up.ts';
import { expertForm, incidentForm, lessonForm, beginActions } from './forms.ts';

/** How the checklist was made for this service, how far it is answered, and what incidents and others' lessons add. */
export const analysis: PartModule = {
  id: 'analysis',
  actions,
  async show(input) {
    const { service, said } = input;
    const own = await ownItems(input);
    const postmortems = await input.postmortems();
    const incidents = concerning(postmortems, input);
    const unread = incidents.filter(({ file }) => !said.analysis.incidents.some((each) => each.postmortem === file));
    const changes = await changeRows(input, own);
    const lessons = await proposedLessons(input, postmortems);
    const ours = ownRows(input, own);
    const left = leftOutRows(input);
    return {
      id: 'analysis',
      title: 'Analysis',
      ...standingOf(input, unread.length),
      guide: 'production-readiness-review#analysis',
      file: engagementFile('analysis', service.name),
      blocks: [
        { kind: 'heading', text: 'Checklist items, and why' },
        {
          kind: 'table',
          caption: 'Checklist items, and why',
          head: ['Why', 'Items', 'Open'],
          rows: await reasonRows(input),
        },
        ...section('From your checklists', ours),
        { kind: 'heading', text: 'Changes since the analysis began' },
        { kind: 'list', rows: sinceRows(input, changes) },
        { kind: 'actions', actions: beginActions(input) },
        { kind: 'heading', text: 'Progress by aspect' },
        {
          kind: 'table',
          caption: 'Progress by aspect',
          head: ['Aspect', 'Items', 'Answered', 'Failed', 'Open'],
          rows: progress(input),
        },
        { kind: 'heading', text: 'Incidents' },
        { kind: 'list', rows: await incidentRows(input, incidents) },
        { kind: 'heading', text: 'Lessons' },
        { kind: 'list', rows: lessonRows(input, lessons) },
        { kind: 'actions', actions: [lessonForm('Add a Lesson…')] },
        { kind: 'heading', text: 'People consulted' },
        { kind: 'list', rows: await expertRows(input) },
        { kind: 'actions', actions: [expertForm('Add a Person…')] },
        ...section('Not included', left),
      ],
      documents: [],
      next: stepsOf(input, unread),
    };
  },
};

function section(heading: string, rows: readonly Row[]): Block[] {
  return rows.length === 0
    ? []
    : [
        { kind: 'heading', text: heading },
        { kind: 'list', rows },
      ];
}

/** Somebody analyses it, or has begun to. */
function begun({ said }: PartInput): boolean {
  const { composition, incidents, experts, lessons } = said.analysis;
  return (
    said.state?.state === 'analysis' ||
    composition !== undefined ||
    incidents.length + experts.length + lessons.length > 0
  );
}

function standingOf(input: PartInput, unread: number): { standing: string; tone: Tone } {
  const asked = input.review.items.filter(isAsked);
  const open = asked.filter(isOpen).length;
  const asks = `${counted(asked.length, 'item')} ${asked.length === 1 ? 'applies' : 'apply'} to this service`;
  const answered = open === 0 ? 'all are answered' : `${open} of them ${open === 1 ? 'is' : 'are'} open`;
  const incidents =
    unread === 0 ? '' : `; ${counted(unread, 'postmortem')} ${unread === 1 ? 'is' : 'are'} not marked as read`;
  const standing = `${asks}, and ${answered}${incidents}.`;
  if (!begun(input)) return { standing, tone: 'none' };
  return { standing, tone: open === 0 && unread === 0 && asked.length > 0 ? 'good' : 'open' };
}

function sinceRows({ said }: PartInput, changes: readonly Row[]): Row[] {
  const then = said.analysis.composition;
  if (!then)
    return [
      {
        text: 'The checklist is not recorded',
        tone: 'open',
        because: 'record it to see later what was added or removed, and why.',
      },
    ];
  const recorded = `recorded on ${then.date} (${then.by}): ${counted(Object.keys(then.items).length, 'item')}`;
  return [
    ...(changes.length === 0 ? [{ text: 'No changes', tone: 'good' as const, because: `${recorded}.` }] : []),
    ...changes,
    ...(changes.length === 0 ? [] : [{ text: 'Compared with', because: `${recorded}.` }]),
  ];
}

function progress({ review }: PartInput): TableRow[] {
  return aspects.flatMap((aspect): TableRow[] => {
    const own = review.items.filter((status) => status.item.aspect === aspect && isAsked(status));
    if (own.length === 0) return [];
    const open = own.filter(isOpen).length;
    const failing = own.filter(({ state }) => state === 'violated' || state === 'no').length;
    return [
      {
        cells: [
          { text: aspectNames[aspect] },
          { text: String(own.length) },
          { text: String(own.length - open) },
          { text: String(failing), tone: failing > 0 ? 'bad' : 'none' },
          { text: String(open), tone: open > 0 ? 'open' : 'good' },
        ],
      },
    ];
  });
}

function stepsOf(input: PartInput, unread: readonly Postmortem[]): PartStep[] {
  if (!begun(input)) return [];
  const { review, said } = input;
  const steps: PartStep[] = [];
  const [begin] = beginActions(input);
  if (!said.analysis.composition && begin)
    steps.push({
      title: 'Record the checklist',
      because: 'it changes with the service, and a record shows what changed',
      weight: 4,
      action: begin,
    });
  const [first] = unread;
  if (first)
    steps.push({
      title: `Read “${first.title}”`,
      because: 'incidents show what the list does not cover; it is not marked as read',
      weight: 3,
      action: incidentForm(first.file),
    });
  const next = review.items
    .filter((status) => isAsked(status) && isOpen(status))
    .sort((a, b) => priorities.indexOf(a.item.priority) - priorities.indexOf(b.item.priority))[0];
  if (next)
    steps.unshift({
      title: `Answer “${next.item.title}”`,
      because: next.item.why.replace(/\.$/, ''),
      weight: 3,
      item: next.item.id,
    });
  return steps;
}
