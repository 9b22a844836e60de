import type { Block, Row } from '../../model/engagement.ts';
import { counted } from '../../report/summary/input.ts';
import type { PartInput } from '../part.ts';

/** Findings that are named; the rest is counted. */
const maxRows = 20;

/** What this branch brings that its base has not; where no base is named, how to name one. */
export async function branchBlocks({ branch, review, lineOf }: PartInput): Promise<Block[]> {
  if (!branch)
    return [
      {
        kind: 'text',
        text: 'To see only the findings of this branch, set newSince to its base, such as origin/main, in a trusted folder, or run prr trend --new-since origin/main.',
      },
    ];
  const open = review.findings.filter(({ suppressed }) => !suppressed);
  const fresh = await branch.newOnly(open);
  if (fresh.length === 0)
    return [{ kind: 'text', text: `This branch has no new findings since ${branch.since}.`, tone: 'good' }];
  const rows = await Promise.all(
    fresh.slice(0, maxRows).map(async (finding): Promise<Row> => ({
      text: finding.message,
      tone: 'bad',
      because: `New since ${branch.since}.`,
      at: await lineOf(finding),
    })),
  );
  const rest = fresh.length - rows.length;
  return [
    { kind: 'heading', text: `${counted(fresh.length, 'finding')} new on this branch` },
    { kind: 'list', rows },
    ...(rest > 0 ? [{ kind: 'text' as const, text: `And ${rest} more.` }] : []),
  ];
}
