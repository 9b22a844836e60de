import type { Block, PartStep, PartView, Row } from '../../model/engagement.ts';
import type { PartInput, PartModule } from '../part.ts';
import { engagementFile } from '../kit/store.ts';
import { actions } from './actions.ts';
import { checkBlocks, drillBlocks, isOld, lastOf, sessionRows } from './blocks.ts';
import { trainingContent, type TrainingContent } from './content.ts';
import { drillSheet } from './drills.ts';
import { drillsPlayed, sessionsHeld } from './held.ts';
import { gapsText, packText } from './documents.ts';
import { counted, listed } from '../../report/summary/input.ts';
import { gapRows } from '../kit/words.ts';
import { sessionAction } from './forms.ts';

const guide = 'handover#training-sessions';

/** Training: a pack from the index, sessions, drills, and a check of understanding. */
export const training: PartModule = {
  id: 'training',
  actions,
  async show(input) {
    const content = await trainingContent(input);
    return view(input, content);
  },
};

function view(input: PartInput, content: TrainingContent): PartView {
  const { service, said } = input;
  const title = input.review.profile.title ?? service.name;
  const { gaps, drills, questions } = content;
  const held = sessionsHeld(input);
  const played = drillsPlayed(input);
  const right = questions.filter((each) => lastOf(input, each.id)?.right === true && !isOld(input, each)).length;
  const standing = [
    held.length === 0
      ? 'No training session is recorded.'
      : `${counted(held.length, 'session')} held, ${counted(played.length, 'drill')} played.`,
    questions.length === 0
      ? 'No questions from its files.'
      : `${right} of ${counted(questions.length, 'question')} answered correctly.`,
    gaps.length === 0 ? 'The pack has no gaps.' : `The pack has ${counted(gaps.length, 'gap')}.`,
  ].join(' ');
  const inView = ['training', 'onboarding', 'improvements'].includes(said.state?.state ?? '');
  return {
    id: 'training',
    title: 'Training',
    standing,
    tone: gaps.length > 0 ? 'attention' : held.length === 0 ? (inView ? 'open' : 'none') : 'good',
    guide,
    file: engagementFile('training', service.name),
    blocks: [
      { kind: 'heading', text: 'Contents' },
      { kind: 'list', rows: holds(input, content) },
      ...graph(input),
      ...(gaps.length > 0
        ? [
            { kind: 'heading' as const, text: 'Gaps' },
            { kind: 'list' as const, rows: gapRows(gaps) },
          ]
        : []),
      { kind: 'heading', text: 'Sessions' },
      { kind: 'list', rows: sessionRows(input) },
      { kind: 'actions', actions: [sessionAction()] },
      { kind: 'heading', text: 'Drills' },
      ...drillBlocks(input, content),
      { kind: 'heading', text: 'Check of understanding' },
      ...checkBlocks(input, content),
    ],
    documents: [
      {
        id: 'pack',
        title: 'Training pack',
        fileName: `training-${service.name}.md`,
        language: 'markdown',
        text: packText(input, content),
      },
      ...(gaps.length > 0
        ? [
            {
              id: 'gaps',
              title: 'Gaps in the training pack',
              fileName: `training-${service.name}-gaps.md`,
              language: 'markdown',
              text: gapsText(input, content),
            },
          ]
        : []),
      ...drills.slice(0, 30).map((each) => ({
        id: `drill-${each.id}`,
        title: `Drill: ${each.alert.name}`,
        fileName: `drill-${each.id}.md`,
        language: 'markdown',
        text: drillSheet(each, content.path),
      })),
    ],
    next: steps(input, content, { title, inView }),
  };
}

/** One row a section of the pack: what is in it. */
function holds(
  { portrait }: PartInput,
  { design, flows, production, dashboards, alerts, drills, questions }: TrainingContent,
): Row[] {
  const has = (there: boolean) => (there ? ('good' as const) : ('open' as const));
  const calls = new Set([...flows.flows.flatMap((each) => each.calls), ...flows.others]);
  return [
    {
      text: design.document ? 'Design overview' : 'Design overview: no document',
      tone: has(design.document !== undefined),
      because: design.document
        ? `From ${design.document.at.file}${design.document.headings.length > 0 ? `: ${listed(design.document.headings)}` : ''}.`
        : 'Only dependencies from files are shown: ask the developers for a diagram.',
      ...(design.document ? { at: design.document.at } : {}),
    },
    {
      text: 'Request flows',
      tone: has(flows.flows.length > 0),
      because: `${counted(flows.flows.length, 'route')}, ${counted(calls.size, 'outgoing call')}${flows.others.length > 0 ? `, ${flows.others.length} of them not traced to a route` : ''}.`,
      ...(flows.flows[0] ? { at: flows.flows[0].at } : {}),
    },
    {
      text: 'Production setup',
      tone: has(production.settings.length > 0),
      because: `${counted(production.settings.length, 'setting')} from its manifests.`,
      ...(production.settings[0]?.at ? { at: production.settings[0].at } : {}),
    },
    {
      text: 'Where to look first',
      tone: has(dashboards.length + alerts.length > 0),
      because: `${counted(dashboards.length, 'dashboard')}, ${counted(alerts.length, 'alert')}, ${counted(portrait.objectives.length, 'objective')}.`,
    },
    {
      text: 'Drills',
      tone: has(drills.length > 0),
      because:
        drills.length === 0
          ? 'none, because no alert was found.'
          : `${counted(drills.length, 'sheet')}, one per alert.`,
    },
    {
      text: 'Check of understanding',
      tone: has(questions.length > 0),
      because: `${counted(questions.length, 'question')} with answers from its files.`,
    },
  ];
}

function graph({ portrait, service }: PartInput): Block[] {
  if (portrait.calls.length + portrait.callers.length === 0) return [];
  const look = (known: boolean) => (known ? ('known' as const) : ('outside' as const));
  return [
    {
      kind: 'graph',
      caption: `What calls ${service.name}, and what it calls`,
      nodes: [
        ...portrait.callers.map(({ name, known }) => ({ id: `in:${name}`, label: name, column: 0, look: look(known) })),
        { id: 'self', label: service.name, column: 1, look: 'self' },
        ...portrait.calls.map(({ name, known }) => ({ id: `out:${name}`, label: name, column: 2, look: look(known) })),
      ],
      edges: [
        ...portrait.callers.map(({ name, how }) => ({ from: `in:${name}`, to: 'self', label: how })),
        ...portrait.calls.map(({ name, how }) => ({ from: 'self', to: `out:${name}`, label: how })),
      ],
    },
  ];
}

function steps(
  input: PartInput,
  { gaps, drills }: TrainingContent,
  { title, inView }: { title: string; inView: boolean },
): PartStep[] {
  const { said } = input;
  const found: PartStep[] = [];
  const weight = inView ? 3 : 4;
  const unwritten = drills.find(
    ({ alert: { urgency, runbook } }) => urgency === 'page' && (runbook.state === 'none' || runbook.state === 'lost'),
  );
  if (unwritten)
    found.push({
      title: `Write the runbook of ${unwritten.alert.name}`,
      because: `It pages. ${unwritten.alert.runbook.because}`,
      weight: inView ? 2 : 4,
    });
  if (inView && sessionsHeld(input).length === 0)
    found.push({
      title: 'Hold the first training session',
      because: `The engagement of ${title} is in ${said.state?.state ?? ''}, and no session is recorded.`,
      weight,
      action: sessionAction(),
    });
  if (inView && gaps.length > 0)
    found.push({
      title: 'Close the gaps of the training pack',
      because: `The pack has ${counted(gaps.length, 'gap')}, starting with: ${gaps[0]?.text ?? ''}.`,
      weight,
    });
  return found;
}
