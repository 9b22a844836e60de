import type { PartInput } from '../part.ts';
import type { Question } from './check.ts';
import type { TrainingContent } from './content.ts';
import { designText } from './design.ts';
import type { Outgoing } from './flows.ts';
import { urgencyWords } from '../seen/alerts.ts';
import { listed } from '../../report/summary/input.ts';
import { sentence } from '../kit/show.ts';
import { markdownTable, placeWords } from '../kit/words.ts';

/** The pack as one page of Markdown, for those who learn the service. */
export function packText(input: PartInput, content: TrainingContent): string {
  const { service, review, today } = input;
  const title = review.profile.title ?? service.name;
  return `# Training pack: ${title}

Generated on ${today} from workspace files. Each line names its source.

## 1. Design

${overview(input)}
${picture(input)}
${designText(content.design)}
## 2. ${content.path.is === 'none' ? 'Flow of work' : 'Request flows'}

${flowsText(content)}
## 3. Production setup

${
  markdownTable(
    ['What', 'Value', 'Where'],
    content.production.settings.map(({ what, value, at }) => [what, value, at ? placeWords(at) : '']),
  ) || 'No manifest was found: ask the developers where it runs.\n'
}
## 4. Where to look first

${lookText(input, content)}
## 5. Drills

${
  content.drills.length === 0
    ? 'No alerts: run a drill with a past incident.\n'
    : `Each has its own sheet.\n\n${content.drills.map(({ alert: { name, summary } }) => `- ${name}${summary === undefined ? '' : `: ${summary}`}`).join('\n')}\n`
}
${incidentsText(content)}## 6. Check of understanding

${checkText(content.questions)}
## What this pack lacks

${content.gaps.length === 0 ? 'No gaps found in files.\n' : gapsList(content)}
## Answers

${
  content.questions.length === 0
    ? 'None.\n'
    : `${content.questions.map(({ answer, at }, i) => `${i + 1}. ${oneLine(answer)} (${placeWords(at)})`).join('\n')}\n`
}`;
}

/** The gaps alone, each of which wants a note. */
export function gapsText(input: PartInput, content: TrainingContent): string {
  const title = input.review.profile.title ?? input.service.name;
  return `# What the training pack of ${title} lacks

As of ${input.today}. Write a note for each that needs an answer.

${content.gaps.length === 0 ? 'No gaps found in files.\n' : gapsList(content)}`;
}

function gapsList({ gaps }: TrainingContent): string {
  return `${gaps.map(({ text, because, at }) => `- **${text}.** ${because}${at ? ` (${placeWords(at)})` : ''}`).join('\n')}\n`;
}

function oneLine(words: string): string {
  return words
    .trim()
    .split(/\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');
}

function overview({ review, portrait, service }: PartInput): string {
  const { description, owner, tier } = review.profile;
  const lines = [
    description ?? `It has no description in .prr/services/${service.name}.yaml.`,
    owner ? `Owner: ${owner.value}.` : 'Its owner is not named.',
    `Tier ${tier.value}: ${tier.because}.`,
    ...(portrait.languages.length > 0 ? [`Written in ${listed(portrait.languages)}.`] : []),
    ...(portrait.entrances.length > 0 ? [`External requests arrive by ${listed(portrait.entrances)}.`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** Callers, the service and what it calls, as a Mermaid picture. */
function picture({ portrait, service }: PartInput): string {
  const lines = [
    ...portrait.callers.map(({ name }, i) => `  in${i}["${quoted(name)}"] --> self`),
    ...portrait.calls.map(({ name, how }, i) => `  self -->|"${quoted(how)}"| out${i}["${quoted(name)}"]`),
  ];
  if (lines.length === 0) return '';
  return `\`\`\`mermaid\nflowchart LR\n  self(["${quoted(service.name)}"])\n${lines.join('\n')}\n\`\`\`\n`;
}

function quoted(words: string): string {
  return words.replaceAll('"', "'").replace(/[[\]{}<>|]/g, ' ');
}

function flowsText({ path, flows: { flows, others } }: TrainingContent): string {
  const callWords = ({ within, target, limit, at, from }: Outgoing) =>
    `  - ${within ?? 'a call'}${target === undefined ? '' : ` to \`${target}\``}, limit: ${limit}${from === undefined ? '' : `, reached from ${from}`} (${placeWords(at)})`;
  const parts = flows.map(({ route, at, calls }) =>
    [
      `- \`${route}\` (${placeWords(at)})`,
      ...(calls.length === 0 ? ['  - no outgoing call is named in its handler'] : calls.map(callWords)),
    ].join('\n'),
  );
  if (others.length > 0)
    parts.push(
      [
        `- ${flows.length === 0 ? 'Outgoing calls' : 'Outgoing calls that no handler names'}: trace them together`,
        ...others.map(callWords),
      ].join('\n'),
    );
  if (path.is === 'none')
    return `${sentence(path.because)}. Follow one unit of its work with the developers: what starts it, what it changes, and how it fails.\n${parts.length === 0 ? '' : `\n${parts.join('\n')}\n`}`;
  if (parts.length === 0)
    return 'No route and no outgoing call was found. Follow three requests with the developers.\n';
  const how =
    flows.length === 0
      ? 'No routes were found in its code.'
      : 'A call is listed under a route whose handler names its function.';
  return `${how} Follow three requests to the end, one of them failing.\n\n${parts.join('\n')}\n`;
}

function lookText({ portrait }: PartInput, { dashboards, alerts }: TrainingContent): string {
  const parts = [
    dashboards.length === 0
      ? 'No dashboard was found.\n'
      : `${dashboards.map(({ name, panels, at }) => `- Dashboard *${name}*: ${listed(panels, 6)} (${placeWords(at)})`).join('\n')}\n`,
    markdownTable(
      ['Alert', 'Urgency', 'Runbook'],
      alerts.map((alert) => [
        alert.name,
        urgencyWords(alert),
        alert.runbook.state === 'read' && alert.runbook.at ? placeWords(alert.runbook.at) : alert.runbook.because,
      ]),
    ) || 'No alert was found.\n',
    portrait.objectives.length === 0
      ? 'No SLO was found.\n'
      : `${portrait.objectives.map(({ words, at }) => `- Objective ${words} (${at.file})`).join('\n')}\n`,
  ];
  return parts.join('\n');
}

function incidentsText({ incidents }: TrainingContent): string {
  if (incidents.length === 0) return '';
  const list = incidents
    .slice(0, 10)
    .map(
      ({ title, date, at }) =>
        `- ${title}${date === undefined || title.includes(date) ? '' : `, ${date}`} (${placeWords(at)})`,
    );
  return `Old incidents to play again:\n\n${list.join('\n')}\n\n`;
}

function checkText(questions: readonly Question[]): string {
  if (questions.length === 0) return 'No question could be made from what the files show.\n';
  return `The answers are at the end.\n\n${questions.map(({ question }, i) => `${i + 1}. ${question}`).join('\n')}\n`;
}
