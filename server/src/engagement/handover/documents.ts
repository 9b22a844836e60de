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
      return `said to move on ${said?.done ?? ''}, which is still to come`;
    case 'overdue':
      return `planned for ${said?.on ?? ''}, which is over`;
    case 'planned':
      return `planned for ${said?.on ?? ''}`;
    case 'none':
      return 'nothing to hand over';
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
    ['Responsibility', 'Until now', mode === 'voluntary' ? 'New owner or rotation' : 'To', 'On', 'State', 'Done when'],
    rows.map((row) => [
      row.responsibility.title,
      row.said?.from ?? '',
      row.said?.to ?? '',
      row.said?.done ?? row.said?.on ?? '',
      row.state === 'none' ? `nothing to hand over: ${row.said?.none ?? ''}` : stateWords(row),
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
            list.map(({ text }) => text.replace(/: not said$/, '')),
            6,
          )}`,
        ];
  });
  return `# Hand-over of ${title}

As of ${today}. Each line has one holder on each day. A step that goes badly goes back, and the table is changed.

${table}
## Backing

${ended(backing)}

## What still stands in the way

${waits.length === 0 ? 'Nothing that the files show or somebody wrote.\n' : waits.join('\n')}
## To be asked

${asks.length === 0 ? 'Nothing.\n' : `${asks.join('\n')}\n`}`;
}
