import type { LinePlace } from '../../model/line-place.ts';
import type { PartInput } from '../part.ts';
import { type Gap, placeWords } from '../kit/words.ts';

/** What the files tell of a service's design. */
export interface DesignFound {
  /** The document, with its headings. */
  readonly document?: { readonly at: LinePlace; readonly headings: readonly string[]; readonly opening: string };
  readonly gaps: readonly Gap[];
}

/** How much of the document goes into the pack: a reader opens the rest. */
const openingLines = 60;

const byName =
  /(^|\/)(design|architecture|overview|technical[-_ ]design|system[-_ ]design)(\.[\w-]+)?\.(md|markdown)$/i;

/** Finds the design document: the one that people named, or one that is named so, the nearest first. */
export async function designOf(input: PartInput): Promise<DesignFound> {
  const { service, said, index } = input;
  const gaps: Gap[] = [];
  const named = said.early.design;
  let file = named;
  if (named !== undefined && (await input.text(named)) === undefined) {
    gaps.push({
      text: 'The design document could not be read',
      because: `${named} is set under Early engagement, but does not exist.`,
      guide: 'early-engagement-and-launch',
    });
    file = undefined;
  }
  file ??= [...index.paths()]
    .filter((path) => byName.test(path) && !/(^|\/)(node_modules|vendor|third_party|\.prr)\//.test(path))
    .filter((path) => isNear(path, service.root))
    .sort((a, b) => distance(a, service.root) - distance(b, service.root) || (a < b ? -1 : 1))[0];
  const text = file === undefined ? undefined : await input.text(file);
  if (file === undefined || text === undefined) {
    if (gaps.length === 0)
      gaps.push({
        text: 'No design document',
        because: 'No file is named design or architecture, and none is set under Early engagement.',
        guide: 'handover#training-sessions',
      });
    return { gaps };
  }
  const lines = text.split('\n');
  const headings = headingsOf(lines);
  if (!/```|!\[|<img|<svg/.test(text))
    gaps.push({
      text: 'The design document has no diagram',
      because: `${file} has no image and no diagram in a code block.`,
      at: { file, line: 1 },
    });
  return { document: { at: { file, line: 1 }, headings, opening: openingOf(lines) }, gaps };
}

/** In the service's folder, or outside of any other service's: in the root or a folder for documents. */
function isNear(path: string, root: string | undefined): boolean {
  if (root !== undefined && root !== '' && path.startsWith(`${root}/`)) return true;
  return /^((docs?|documentation|design|architecture)\/([\w-]+\/)?)?[^/]+$/i.test(path);
}

function distance(path: string, root: string | undefined): number {
  const own = root !== undefined && root !== '' && path.startsWith(`${root}/`);
  return (own ? 0 : 10) + path.split('/').length;
}

function headingsOf(lines: readonly string[]): string[] {
  let fenced = false;
  return lines.flatMap((line) => {
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced;
    const words = fenced ? undefined : /^#{2,3}\s+(\S.*?)\s*#*$/.exec(line.slice(0, 300))?.[1];
    return words === undefined ? [] : [words];
  });
}

/** The beginning, its headings two levels deeper so that it stands within a page of ours; blocks of code are closed. */
function openingOf(lines: readonly string[]): string {
  let fenced = false;
  const kept: string[] = [];
  const body = /^#\s/.test(lines[0] ?? '') ? lines.slice(1) : lines;
  for (const line of body.slice(0, openingLines)) {
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced;
    kept.push(!fenced && /^#{1,4}\s/.test(line) ? `##${line}` : line);
  }
  if (fenced) kept.push('```');
  return kept.join('\n').trim();
}

/** The design part of the pack, in Markdown. */
export function designText({ document }: DesignFound): string {
  if (!document)
    return 'There is no design document. Ask the developers to draw the service and explain its main trade-offs.\n';
  const { at, opening, headings } = document;
  return `From ${placeWords(at)}${headings.length > 0 ? `, with the sections ${headings.join(', ')}` : ''}.\n\n${opening}\n`;
}
