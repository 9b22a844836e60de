import type { Blocker } from './blocks.ts';
import type { HandoverRow } from './rows.ts';
import type { PartInput } from '../part.ts';
import { listed } from '../../report/summary/input.ts';
import { ended, markdownTable, placeWords } from '../kit/words.ts';

/** Where a row stands, in words. */
export function stateWords({ state, said }: HandoverRow): string {
  switch (state) {
    case 'moved':
      return `moved on ${said?.done ?? ''}`;
    case 'early':
      return `recorded as moved on ${said?.done ?? ''}, a date in the future`;
    case 'overdue':
      return `planned for ${said?.on ?? ''}, overdue`;
    case 'planned':
      return `planned for ${said?.on ?? ''}`;
    case 'none':
      return 'not applicable';
    case 'open':
      return said ? 'no date' : 'not planned';
  }
}

/** The page that both sides keep: who holds what, from when, and what still stands in the way. */
export function handoverText(
  input: PartInput,
  {
    rows,
    blockers,
    backing,
  }: { rows: readonly HandoverRow[]; blockers: ReadonlyMap<string, readonly Blocker[]>; backing: string },
): string {
  const { review, service, today, mode } = input;
  const title = review.profile.title ?? service.name;
  const table = markdownTable(
    ['Responsibility', 'From', mode === 'voluntary' ? 'New owner or rotation' : 'To', 'On', 'State', 'Done when'],
    rows.map((row) => [
      row.responsibility.title,
      row.said?.from ?? '',
      row.said?.to ?? '',
      row.said?.done ?? row.said?.on ?? '',
      row.state === 'none' ? `not applicable: ${row.said?.none ?? ''}` : stateWords(row),
      row.responsibility.done,
    ]),
  );
  const open = rows.filter(({ state }) => state !== 'moved' && state !== 'none');
  const waits = open.flatMap(({ responsibility: { id, title: name } }) => {
    const list = (blockers.get(id) ?? []).filter(({ tone }) => tone !== 'open');
    return list.length === 0
      ? []
      : [
          `**${name}**\n\n${list.map(({ text, because, at }) => `- ${ended(text)} ${because}${at ? ` (${placeWords(at)})` : ''}`).join('\n')}\n`,
        ];
  });
  const asks = open.flatMap(({ responsibility: { id, title: name } }) => {
    const list = (blockers.get(id) ?? []).filter(({ tone }) => tone === 'open');
    return list.length === 0
      ? []
      : [
          `- ${name}: ${listed(
            list.map(({ text }) => text.replace(/: no answer$/, '')),
            6,
          )}`,
        ];
  });
  return `# Hand-over of ${title}

As of ${today}. Each responsibility has one owner at any time. Undo a step that goes badly.

${table}
## Support period

${ended(backing)}

## Blockers

${waits.length === 0 ? 'None found in files, none recorded.\n' : waits.join('\n')}
## Open questions

${asks.length === 0 ? 'None.\n' : `${asks.join('\n')}\n`}`;
}
