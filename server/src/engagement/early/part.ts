import type { Action, Block, EngagementState, PartStep, Row } from '../../model/engagement.ts';
import { counted } from '../../report/summary/input.ts';
import { afterKey, actions, stageKey } from './actions.ts';
import { componentRows } from './build.ts';
import { comparedRows } from './compared.ts';
import { designOf, designRows, openQuestions, tradeoffRows, type Design } from './design.ts';
import { asked, isMet, launchItems, planRows, stageRows } from './launch.ts';
import { leavingRows } from './leaving.ts';
import { doneStages, isActive, isLaunched, isSaid, standingOf } from './standing.ts';
import { action, daysBetween } from '../kit/show.ts';
import type { PartInput, PartModule } from '../part.ts';
import { engagementFile } from '../kit/store.ts';
import { answerForm, designForm, tradeoffForm, launchForm, stageForm, disengageForm, afterForm } from './forms.ts';
import { launchDocuments, disengagement } from './documents.ts';

/** Help while it is cheap: the design is read, components are recommended, the launch is planned, and the end is written down. */
export const early: PartModule = {
  id: 'early',
  actions,
  async show(input) {
    const { service, said, review } = input;
    const design = await designOf(input);
    const components = await componentRows(input);
    const open = openQuestions(design, input);
    const failing = review.items
      .filter(({ included, state }) => included.value && (state === 'violated' || state === 'no'))
      .map(({ item }) => item.risk ?? item.title);
    const planned = isActive(input) || said.early.launch !== undefined;
    return {
      id: 'early',
      title: 'Early engagement',
      ...standingOf(input, design),
      guide: 'early-engagement-and-launch',
      file: engagementFile('early', service.name),
      blocks: [
        { kind: 'heading', text: 'Design' },
        ...designBlocks(input, design),
        { kind: 'heading', text: 'Trade-offs' },
        { kind: 'list', rows: tradeoffRows(input, design) },
        { kind: 'actions', actions: [tradeoffForm('Record a Trade-off…')] },
        ...(components.length > 0
          ? ([
              { kind: 'heading', text: 'Components to build on' },
              { kind: 'list', rows: components },
            ] satisfies Block[])
          : []),
        { kind: 'heading', text: 'Launch' },
        ...launchBlocks(input, planned),
        { kind: 'heading', text: 'After the launch' },
        { kind: 'list', rows: afterRows(input) },
        { kind: 'actions', actions: [afterForm('Record What Was Found…')] },
        { kind: 'heading', text: 'Leaving' },
        { kind: 'list', rows: leavingRows(input) },
        {
          kind: 'actions',
          actions: [disengageForm(input), ...(said.early.disengaged ? [action('early.engageAgain', 'Undo')] : [])],
        },
      ],
      documents: [
        ...launchDocuments(input),
        ...disengagement(input, { items: failing, questions: open.map(({ question }) => question.question) }),
      ],
      next: stepsOf(input, design),
      moves: movesOf(input),
    };
  },
};

function designBlocks(input: PartInput, design: Design): Block[] {
  const { file, said, trouble, findings } = design;
  const actions: Action[] = [designForm(design), ...(said ? [action('early.noDesign', 'Undo')] : [])];
  if (file === undefined)
    return [
      {
        kind: 'text',
        text:
          design.candidates.length === 0
            ? "No design document was found. Name one to check it against the Guide's questions."
            : `Several documents may describe it: ${design.candidates.join(', ')}. Name the right one to check it against the Guide's questions.`,
        tone: 'open',
      },
      { kind: 'actions', actions },
    ];
  if (trouble !== undefined)
    return [
      { kind: 'text', text: `${file}: ${trouble}.`, tone: 'attention' },
      { kind: 'actions', actions },
    ];
  const compared = comparedRows(design.drawn, { file, input });
  return [
    {
      kind: 'text',
      text: `${file} was read${said ? '' : ', found by its file name'}. Missing answers may be in other documents. Answers are quoted; you decide whether they are good enough.`,
    },
    {
      kind: 'table',
      caption: `What ${file} answers`,
      head: ['Question', 'Answer'],
      rows: findings.length > 0 ? designRows(design, input) : [],
    },
    ...(compared.length > 0
      ? ([
          { kind: 'heading', text: 'Connections in the document and in files' },
          { kind: 'list', rows: compared },
        ] satisfies Block[])
      : []),
    { kind: 'actions', actions },
  ];
}

function launchBlocks(input: PartInput, planned: boolean): Block[] {
  const items = launchItems(input);
  const open = items.filter((status) => !isMet(status));
  const stages = stageRows(input);
  const { launch } = input.said.early;
  return [
    ...(planned ? [{ kind: 'list' as const, rows: planRows(input) }] : []),
    ...(stages.length > 0
      ? [{ kind: 'table' as const, caption: 'Stages', head: ['Who sees it', 'Duration', 'State'], rows: stages }]
      : []),
    {
      kind: 'actions',
      actions: [
        launchForm(input),
        stageForm('Add a Stage…'),
        ...(launch ? [action('early.noLaunch', 'Clear the Plan')] : []),
      ],
    },
    {
      kind: 'text',
      text: `${counted(items.length, 'checklist item')} ${items.length === 1 ? 'applies' : 'apply'} at launch; ${items.length - open.length} passed.`,
    },
    ...(planned
      ? [
          {
            kind: 'list' as const,
            rows: open
              .filter(
                ({ item }) =>
                  item.asks.launch !== undefined || item.priority === 'high' || item.id === 'chg-launch-plan',
              )
              .slice(0, 15)
              .map((status): Row => ({
                text: asked(status),
                item: status.item.id,
                guide: status.item.guide,
                tone: status.state === 'violated' || status.state === 'no' ? 'bad' : 'open',
                because: status.included.value ? status.because.replace(/\.?$/, '.') : 'applies at launch; open.',
              })),
          },
        ]
      : []),
  ];
}

function afterRows(input: PartInput): Row[] {
  const rows = input.said.early.after.map(({ found, by, date }): Row => ({
    text: found,
    because: `${by}, ${date}.`,
    actions: [
      afterForm('Change…', found),
      action('early.dropAfter', 'Undo', { values: { of: afterKey({ found, by, date }) } }),
    ],
  }));
  if (rows.length > 0) return rows;
  return [
    isLaunched(input)
      ? {
          text: 'Nothing recorded',
          tone: 'open',
          because: 'all stages are done: record forecast and actual load two weeks later.',
        }
      : {
          text: 'Nothing yet',
          tone: 'none',
          because: 'two weeks after launch, write one page: forecast and actual load.',
        },
  ];
}

/** Days after the last stage at which to look back. */
const lookBack = 14;

function stepsOf(input: PartInput, design: Design): PartStep[] {
  const { said, review, today } = input;
  if (said.early.disengaged || (!isActive(input) && !isSaid(input))) return [];
  const phase = review.profile.phase?.value;
  const steps: PartStep[] = [];
  const { launch } = said.early;
  const next = launch?.stages.find(({ done }) => done === undefined);
  if (launch?.date !== undefined && launch.date <= today && next)
    steps.push({
      title: `Record whether the stage of ${next.share} % is done`,
      because: `the launch was planned for ${launch.date}`,
      weight: 3,
      action: action('early.stageDone', 'Done', { values: { of: stageKey(next) } }),
    });
  const last = doneStages(input).at(-1)?.done;
  if (isLaunched(input) && said.early.after.length === 0 && last !== undefined && daysBetween(last, today) >= lookBack)
    steps.push({
      title: 'Record what the launch showed',
      because: `the last stage was done on ${last}, and what was found is not recorded`,
      weight: 3,
      action: afterForm('Record What Was Found…'),
    });
  if (phase === 'launch' && !launch)
    steps.push({
      title: 'Plan the launch',
      because: 'users will reach it soon, and no stages, metrics to watch or rollback are set',
      weight: 3,
      action: launchForm(input),
    });
  if (isLaunched(input)) return steps;
  if (design.file === undefined || design.trouble !== undefined) {
    if (phase === 'design' || said.state?.state === 'early')
      steps.push({
        title: 'Name the design document',
        because: 'changes are cheap now, and the document can be checked against the Guide',
        weight: 3,
        action: designForm(design),
      });
    return steps;
  }
  const [first] = openQuestions(design, input);
  // What runs is no longer asked how it will be made.
  if (first && phase !== 'operate')
    steps.push({
      title: `Answer “${first.question.question}”`,
      because:
        first.state === 'named'
          ? `${design.file} mentions it without an answer`
          : `no answer was found in ${design.file}`,
      weight: phase === 'design' || phase === 'build' ? 3 : 4,
      action: answerForm(first.question.id, first.question.ask),
    });
  return steps;
}

function movesOf(input: PartInput): { to: EngagementState; because: string }[] {
  const { disengaged, after } = input.said.early;
  if (disengaged) return [{ to: 'disengaged', because: `${disengaged.holder} runs it now (${disengaged.by}).` }];
  return isLaunched(input) && after.length > 0
    ? [{ to: 'training', because: 'all stages of the launch are done, and what was found is recorded.' }]
    : [];
}
