import type { PartStep, PartView, Row } from '../../model/engagement.ts';
import type { Problem } from '../../model/problem.ts';
import { engagementFolder } from '../formats.ts';
import type { PartInput } from '../part.ts';

/** A part with the mistakes in its file on top: what is missing below may be there, and is no pass and no fault. */
export async function withMistakes(
  view: PartView,
  problems: readonly Problem[],
  { lineOf }: Pick<PartInput, 'lineOf'>,
): Promise<PartView> {
  const own = problems.filter(({ file }) => isOf(file, view.file));
  if (own.length === 0) return view;
  const told = new Set(
    view.blocks.flatMap((block) => (block.kind === 'list' ? block.rows.map(({ text }) => text) : [])),
  );
  const rows: Row[] = [];
  for (const problem of own) {
    const text = `${problem.file} has a mistake`;
    if (told.has(text)) continue;
    const missing = problem.unread ? 'its content is' : 'some of its content may be';
    const because = `${problem.message}. Until it is fixed, ${missing} missing here.`;
    rows.push({ text, tone: 'attention', because, at: await lineOf(problem) });
  }
  // A part that tells it by itself has said what follows from it.
  if (rows.length === 0) return { ...view, tone: view.tone === 'good' ? 'attention' : view.tone };
  const unread = own.find((problem) => problem.unread && inFolder(problem.file) === inFolder(view.file));
  const [worst] = own.toSorted((a, b) => Number(b.unread ?? false) - Number(a.unread ?? false));
  const mend: PartStep[] = worst
    ? [{ title: `Fix ${worst.file}`, because: `${worst.message}.`, weight: worst.unread ? 1 : 3 }]
    : [];
  return {
    ...view,
    // Nothing passes on a file that was read in part.
    tone: unread ? 'open' : view.tone === 'good' ? 'attention' : view.tone,
    standing: unread ? `Inconclusive: fix the mistake in ${unread.file}.` : `${view.standing} Its file has a mistake.`,
    blocks: [{ kind: 'list', rows }, ...view.blocks],
    // What is asked below may be answered there.
    next: unread ? mend : worst?.unread ? [...mend, ...view.next] : [...view.next, ...mend],
    ...(unread ? { moves: [] } : {}),
  };
}

/** Whether what people wrote in a file of the engagement cannot be read: then nobody can tell what is missing in it. */
export function isUnread({ problems }: Pick<PartInput, 'problems'>, file: string): boolean {
  return problems.some((problem) => problem.unread && inFolder(problem.file) === inFolder(file));
}

/** The file of a part, or one of its folder, also under a former name of the service. */
function isOf(file: string, wanted: string): boolean {
  const [one, other] = [inFolder(file), inFolder(wanted)];
  return one === other || one.startsWith(`${other.replace(/\/$/, '')}/`);
}

function inFolder(file: string): string {
  return file.startsWith(`${engagementFolder}/`) ? file.split('/').slice(3).join('/') : file;
}
