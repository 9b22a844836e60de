import type { DraftDocument } from '../../model/engagement.ts';
import { stateWords, plain, listed } from '../../report/summary/input.ts';
import { line } from '../agreement/documents.ts';
import { backOuts } from '../seen/kubectl.ts';
import type { PartInput } from '../part.ts';
import { launchItems, isMet, asked, watched, proposed } from './launch.ts';
import { objectivesOf } from './elsewhere.ts';

/** The launch plan as a page. */
export function launchDocuments(input: PartInput): DraftDocument[] {
  const { service, review, said } = input;
  const title = line(review.profile.title ?? service.name);
  const plan = said.early.launch;
  const backs = backOuts(input);
  const sights = watched(input);
  const stages =
    plan && plan.stages.length > 0
      ? plan.stages.map(({ share, hold, done }) => [`${share} %`, hold, done ?? ''])
      : proposed.map((share) => [`${share} (proposed)`, 'to be written', '']);
  const page = [
    `# Launch of ${title}`,
    '',
    `Owner: ${line(review.profile.owner?.value ?? 'not set')}. First users: ${plan?.date ?? 'no date'}.`,
    '',
    '## Dark launch',
    '',
    plan?.dark ?? 'Not written: what runs on real traffic before users see it, and what it must not write or send.',
    '',
    '## Stages',
    '',
    '| Who sees it | Held for | Done |',
    '| --- | --- | --- |',
    ...stages.map((cells) => `| ${cells.map(line).join(' | ')} |`),
    '',
    'Continue at the end of each stage when:',
    '',
    ...(sights.length > 0 ? sights.map((each) => `- ${line(each)}`) : ['- no objective, alert or metric was found.']),
    '',
    '## Rollback',
    '',
    plan?.backout ?? 'Who decides is not written.',
    ...(backs.length > 0
      ? ['', '```sh', ...backs, '```']
      : plan?.backout === undefined
        ? ['', 'No manifest shows how to roll back. Describe it.']
        : []),
    '',
  ].join('\n');
  const list = [
    `# Launch checklist of ${title}`,
    '',
    ...launchItems(input).map((status) => {
      const met = isMet(status);
      return `- [${met ? 'x' : ' '}] ${line(asked(status))} (${status.item.id}: ${stateWords[status.state]})`;
    }),
    '',
  ].join('\n');
  return [
    {
      id: 'launch-plan',
      title: 'Launch plan',
      fileName: `${service.name}-launch.md`,
      language: 'markdown',
      text: plain(page),
    },
    {
      id: 'launch-checklist',
      title: 'Launch checklist',
      fileName: `${service.name}-launch-checklist.md`,
      language: 'markdown',
      text: plain(list),
    },
  ];
}

/** A kind and honest note for all who took part. */
export function disengagement(
  input: PartInput,
  open: { readonly items: readonly string[]; readonly questions: readonly string[] },
): DraftDocument[] {
  const { service, review, said, mode } = input;
  const ended = said.early.disengaged;
  if (!ended) return [];
  const title = review.profile.title ?? service.name;
  const { tradeoffs, after } = said.early;
  const list = (all: readonly string[]) => all.map((each) => `- ${line(each)}`);
  const answered = said.early.answers['objectives']?.answer;
  const known = objectivesOf(input);
  const objectives = known.length > 0 || answered === undefined ? known : [answered];
  const page = [
    `# ${line(title)} stays with ${line(ended.holder)}`,
    '',
    `From ${ended.date} on, ${mode === 'takeover' ? `${line(ended.holder)} is on call for` : `${line(ended.holder)} owns`} ${line(title)}. Recorded by ${line(ended.by)}.`,
    '',
    '## Why',
    '',
    ended.reason,
    '',
    'This is a normal end. The team can ask for support again at any time.',
    '',
    '## What was learned',
    '',
    ended.lessons ?? 'Nothing yet.',
    ...(after.length > 0 ? ['', 'Found after the launch:', '', ...list(after.map(({ found }) => found))] : []),
    '',
    '## Known',
    '',
    ...(objectives.length > 0 ? ['Objectives:', '', ...list(objectives), ''] : ['No SLO was found.', '']),
    ...(tradeoffs.length > 0
      ? [
          'Trade-offs that were accepted:',
          '',
          ...list(
            tradeoffs.map(
              ({ choice, reason, accepted }) =>
                `${choice}: ${reason}${accepted.length > 0 ? ` (accepted by ${listed(accepted)})` : ''}`,
            ),
          ),
          '',
        ]
      : []),
    ...(open.items.length > 0 ? ['Known and not fixed:', '', ...list(open.items), ''] : []),
    ...(open.questions.length > 0 ? ['Open since the design:', '', ...list(open.questions), ''] : []),
  ].join('\n');
  return [
    {
      id: 'disengagement',
      title: 'Note of the end',
      fileName: `${service.name}-disengagement.md`,
      language: 'markdown',
      text: plain(page),
    },
  ];
}
