import type { DraftDocument } from '../../model/engagement.ts';
import { plain } from '../../report/summary/input.ts';
import { fingerprintOf } from './actions.ts';
import type { ObjectiveLine } from './objectives.ts';
import type { PartInput } from '../part.ts';
import { sideWords, signaturesOf, whoOn } from './sides.ts';

/** Words on one line of a table. */
export function line(words: string): string {
  return words.replace(/\s+/g, ' ').replace(/\\/g, '\\\\').replace(/\|/g, '\\|').replace(/</g, '\\<').trim();
}

/** The page that both sides sign. */
export function agreementPage(
  { service, review: { profile }, said, mode }: PartInput,
  objectives: readonly ObjectiveLine[],
  open: readonly string[],
): DraftDocument {
  const { agreement } = said;
  const sides = sideWords(mode);
  const agreed = objectives.filter((each) => each.agreed);
  const proposed = objectives.filter((each) => !each.agreed);
  const table = (head: readonly string[], rows: readonly (readonly string[])[]) => [
    `| ${head.join(' | ')} |`,
    `| ${head.map(() => '---').join(' | ')} |`,
    ...rows.map((cells) => `| ${cells.map(line).join(' | ')} |`),
  ];
  const numbers = ({ words, target, window, spec }: ObjectiveLine) => [
    words,
    target === undefined ? 'not set' : `${target} %`,
    window ?? 'not set',
    spec ?? 'not yet',
  ];
  const head = ['Good of valid', 'Target', 'Over', 'Specified in'];
  const facts = [
    ...(profile.owner ? [`Owner: ${line(profile.owner.value)}.`] : []),
    `Tier: ${profile.tier.value}${profile.tier.assumed ? ' (default)' : ''}.`,
    ...(profile.phase ? [`Phase: ${profile.phase.value}.`] : []),
  ];
  const signatures = signaturesOf(agreement);
  const text = [
    `# Agreement: ${line(profile.title ?? service.name)}`,
    '',
    facts.join(' '),
    '',
    '## Goal',
    '',
    agreement.goals ?? 'Not written yet.',
    '',
    '## Objectives',
    '',
    ...(agreed.length > 0 ? table(head, agreed.map(numbers)) : ['None agreed yet.']),
    ...(proposed.length > 0 ? ['', 'Not agreed yet:', '', ...table(head, proposed.map(numbers))] : []),
    '',
    '## People',
    '',
    ...(agreement.reviewers.length > 0
      ? agreement.reviewers.map(
          ({ name, team, from }) =>
            `- ${line(name)}${team === undefined ? '' : `, ${line(team)}`}${from === undefined ? '' : `, from ${from}`}`,
        )
      : ['No reviewer yet.']),
    '',
    agreement.staffing ?? 'How much time they have is not set.',
    '',
    '## How both teams work together',
    '',
    agreement.process ?? 'Not written yet.',
    '',
    '## Planned disruptive changes',
    '',
    ...(agreement.changes.length > 0
      ? agreement.changes.map(({ what, when }) => `- ${line(what)}${when === undefined ? '' : ` (${when})`}`)
      : ['None.']),
    '',
    '## Dates',
    '',
    ...(agreement.calendar.length > 0
      ? table(
          ['Date', 'What', 'Who'],
          [...agreement.calendar]
            .sort((a, b) => (a.date < b.date ? -1 : 1))
            .map((each) => [each.date, each.what, whoOn(said, each) ?? '']),
        )
      : ['None.']),
    ...(open.length > 0 ? ['', '## Open points', '', ...open.map((each) => `- ${each}`)] : []),
    '',
    '## Signed',
    '',
    ...table(
      ['For', 'Who', 'Date', ''],
      (['developers', 'sre'] as const).map((side) => {
        const found = signatures.find((each) => each.side === side);
        return [
          sides[side],
          found?.by ?? '',
          found?.date ?? '',
          found === undefined ? '' : found.current ? 'this text' : 'changed since',
        ];
      }),
    ),
    '',
    `This text is \`${fingerprintOf(agreement)}\`; it changes when the agreement changes.`,
    '',
  ].join('\n');
  return {
    id: 'agreement',
    title: 'Agreement to sign',
    fileName: `${service.name}-agreement.md`,
    language: 'markdown',
    text: plain(text),
  };
}
