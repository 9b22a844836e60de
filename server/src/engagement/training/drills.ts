import type { Cell } from '../../model/engagement.ts';
import { lacksOf, unsureWords, type Lacks } from '../../documents/runbooks/runbook.ts';
import type { RunbookSection } from '../../documents/runbooks/sections.ts';
import { urgencyWords, type AlertOf } from '../seen/alerts.ts';
import type { UsersPath } from '../seen/users-path.ts';
import { counted, listed } from '../../report/summary/input.ts';
import { ended, identifierOf, placeWords, type Gap } from '../kit/words.ts';

/** A game of "what would you do", made from an alert and its runbook. */
export interface Drill {
  /** Name in documents: `frontend-slow`. */
  readonly id: string;
  readonly alert: AlertOf;
  /** What its answers lack; nobody can play these. */
  readonly lacks: Lacks;
}

/** One drill an alert. */
export function drillsOf(alerts: readonly AlertOf[]): readonly Drill[] {
  const seen = new Set<string>();
  return alerts.flatMap((alert) => {
    const id = identifierOf(alert.name);
    if (seen.has(id)) return [];
    seen.add(id);
    return [{ id, alert, lacks: lacksOf(alert.runbook) }];
  });
}

/** What of the drills cannot be played, because nobody has written it. */
export function drillGaps(drills: readonly Drill[]): Gap[] {
  const gaps: Gap[] = [];
  if (drills.length === 0)
    gaps.push({
      text: 'No alert to drill',
      because: 'No alert of this service is in the workspace. Use an old incident for the drill.',
      guide: 'handover#training-sessions',
    });
  for (const { alert, lacks: found } of drills) {
    const { runbook, name } = alert;
    const lacks = found.sure;
    if (runbook.state === 'none')
      gaps.push({
        text: `${name} has no runbook`,
        because: 'The on-call engineer has no steps to follow.',
        at: alert.at,
        guide: 'runbooks',
        item: 'em-runbooks',
      });
    if (runbook.state === 'lost')
      gaps.push({
        text: `The runbook of ${name} was not found`,
        because: runbook.because,
        at: alert.at,
        guide: 'runbooks',
        item: 'em-runbooks',
      });
    if (runbook.state === 'elsewhere')
      gaps.push({
        text: `The runbook of ${name} cannot be read here`,
        because: `${ended(runbook.because)} Bring it to the drill.`,
        at: alert.at,
        guide: 'runbooks',
      });
    if (lacks.length > 0)
      gaps.push({
        text: `The runbook of ${name} lacks ${listed(lacks)}`,
        because: lacks.includes('mitigation')
          ? 'It has no mitigation, so the drill has no answer.'
          : 'The on-call engineer needs it during an incident.',
        ...(runbook.at ? { at: runbook.at } : {}),
        guide: 'runbooks#the-page',
        item: 'em-runbooks',
      });
  }
  return gaps;
}

const asks: readonly (readonly [RunbookSection, string])[] = [
  ['meaning', 'What does it mean, in your own words?'],
  ['impact', ''],
  ['diagnosis', 'How do you confirm it, and what changed?'],
  ['mitigation', 'What is the fastest safe mitigation? Name the command.'],
  ['verification', 'How do you know that it is over?'],
  ['rollback', 'How do you undo that step?'],
  ['escalation', 'Who do you call when it does not help, and after how long?'],
];

/** Users are asked about where some are known: a controller has no screen. */
const impactAsks: Readonly<Record<UsersPath['is'], string>> = {
  users: 'Which users are affected, and what do they see?',
  requests: 'Which callers are affected, and what do they get?',
  none: 'Which work stops or is late, and what depends on it?',
  unknown: 'What stops working, and what depends on it?',
};

/** When the alert comes: only a page wakes somebody. */
const arrivals: Readonly<Record<AlertOf['urgency'], string>> = {
  page: 'It is 03:10, and this page arrives',
  ticket: 'This ticket arrives',
  unsaid: 'This alert arrives',
};

/** The sheet of one drill: what the player is told, the questions, and behind them what the runbook says. */
export function drillSheet({ alert }: Drill, { is }: UsersPath): string {
  const { runbook } = alert;
  const told = [
    `- It ${urgencyWords(alert)}.`,
    ...(alert.summary === undefined ? [] : [`- Summary: ${alert.summary}`]),
    ...(alert.description === undefined ? [] : [`- Description: ${alert.description}`]),
    ...(alert.waits === undefined ? [] : [`- Its condition has been true for ${alert.waits}.`]),
  ];
  const questions = asks
    .filter(([section]) => section !== 'rollback' || runbook.sections.rollback !== undefined)
    .map(([section, question]) => [section, section === 'impact' ? impactAsks[is] : question] as const);
  const answers = questions.map(([section, question]) => {
    const said = runbook.sections[section];
    return said
      ? `### ${question}\n\n${said.text}\n\nFrom ${placeWords(said.at)}.\n`
      : runbook.others.length > 0
        ? `### ${question}\n\nNo heading of the runbook answers it. See the other sections below.\n`
        : `### ${question}\n\nThe runbook does not answer it. Write down what the players find.\n`;
  });
  const others = runbook.others.map(
    ({ title, text, at }) =>
      `### The runbook${title === '' ? '' : `, “${title}”`}\n\n${text}\n\nFrom ${placeWords(at)}.\n`,
  );
  return `# Drill: ${alert.name}

One person plays, one leads, the others watch. 20 minutes by the clock, in a test environment or aloud.
The player may open what they could open on call, and nothing else.

## ${arrivals[alert.urgency]}

**${alert.name}**

${told.join('\n')}

\`\`\`promql
${alert.expr}
\`\`\`

The rule is in ${placeWords(alert.at)}.

## What would you do?

${questions.map(([, question], i) => `${i + 1}. ${question}`).join('\n')}

## For the drill leader

${
  Object.keys(runbook.sections).length + others.length > 0
    ? `What the runbook says. ${ended(runbook.because)} Read it after the player has answered.\n\n${[...answers, ...others].join('\n')}`
    : `${ended(runbook.because)}\n\nThere is no runbook to compare with: write down what the players find as a first draft.\n`
}
## What did you find?

Note each wrong command, missing permission and unexplained term, and fix it the next day.
`;
}

/** How well a drill can be played, in a cell. */
export function drillCell({ lacks, alert: { runbook } }: Drill): Cell {
  if (runbook.state === 'none') return { text: 'no runbook', tone: 'attention' };
  if (runbook.state === 'lost')
    return { text: 'its link is broken', tone: 'attention', ...(runbook.at ? { at: runbook.at } : {}) };
  if (runbook.state !== 'read') return { text: 'runbook not in this workspace', tone: 'attention' };
  const { sure, unsure } = lacks;
  if (sure.length + unsure.length > 0)
    return {
      text: [
        ...(sure.length > 0 ? [`lacks ${listed(sure)}`] : []),
        ...(unsure.length > 0 ? [`not recognised: ${listed(unsure)}`] : []),
      ].join('; '),
      tone: sure.length > 0 ? 'attention' : 'open',
      ...(unsure.length > 0 ? { because: unsureWords(runbook) } : {}),
      ...(runbook.at ? { at: runbook.at } : {}),
    };
  return {
    text: `${counted(Object.keys(runbook.sections).length, 'section')}, ${counted(runbook.commands.length, 'command')}`,
    tone: 'good',
    ...(runbook.at ? { at: runbook.at } : {}),
  };
}
