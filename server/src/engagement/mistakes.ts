import type { PartView, Row } from '../model/engagement.ts';
import type { Problem } from '../model/problem.ts';
import { engagementFolder } from './formats.ts';
import type { PartInput } from './part.ts';

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
    const because = `${problem.message}. Until it is mended, something of what people wrote may be missing here.`;
    rows.push({ text, tone: 'attention', because, at: await lineOf(problem) });
  }
  return {
    ...view,
    // Nothing passes on a file that was read in part.
    tone: view.tone === 'good' ? 'attention' : view.tone,
    standing: rows.length === 0 ? view.standing : `${view.standing} Its file has a mistake.`,
    blocks: rows.length === 0 ? view.blocks : [{ kind: 'list', rows }, ...view.blocks],
  };
}

/** The file of a part, or one of its folder, also under a former name of the service. */
function isOf(file: string, wanted: string): boolean {
  const [one, other] = [inFolder(file), inFolder(wanted)];
  return one === other || one.startsWith(`${other.replace(/\/$/, '')}/`);
}

function inFolder(file: string): string {
  return file.startsWith(`${engagementFolder}/`) ? file.split('/').slice(3).join('/') : file;
}
