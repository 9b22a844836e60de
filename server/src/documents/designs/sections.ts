// A design document as sections and paragraphs; comments, code and check boxes are no prose.

export interface DesignParagraph {
  /** 1-based. */
  readonly line: number;
  readonly text: string;
  /** A picture: a diagram in a fence, or drawn with signs. */
  readonly drawn: boolean;
}

export interface DesignSection {
  readonly level: number;
  readonly title: string;
  /** 1-based. */
  readonly line: number;
  readonly paragraphs: readonly DesignParagraph[];
  /** Indexes of the sections below it, itself among them. */
  readonly whole: readonly number[];
}

interface Open {
  level: number;
  title: string;
  line: number;
  paragraphs: { line: number; text: string; drawn: boolean }[];
}

/** Longest line that is looked at; what is longer is data. */
const maxLine = 2000;
/** Longest paragraph, in UTF-16 units, and most sections: what is beyond is not read. */
const maxParagraph = 6000;
const maxSections = 1000;

export function designSections(text: string): readonly DesignSection[] {
  const lines = withoutComments(text).split(/\r?\n/);
  const sections: Open[] = [{ level: 0, title: '', line: 1, paragraphs: [] }];
  const last = () => sections[sections.length - 1] ?? { level: 0, title: '', line: 1, paragraphs: [] };
  let open: { line: number; text: string; drawn: boolean } | undefined;
  let fence: string | undefined;
  let start = 0;
  // Front matter says who and when, and is no prose.
  if (lines[0]?.trim() === '---') {
    const end = lines.findIndex((line, i) => i > 0 && line.trim() === '---');
    if (end > 0) start = end + 1;
  }
  const close = () => {
    if (open && open.text.trim() !== '' && last().paragraphs.length < maxSections) last().paragraphs.push(open);
    open = undefined;
  };
  for (let i = start; i < lines.length; i++) {
    const line = (lines[i] ?? '').slice(0, maxLine);
    const mark = /^\s{0,3}(`{3,}|~{3,})\s*(\S*)/.exec(line);
    if (fence !== undefined) {
      if (mark?.[1]?.startsWith(fence) === true && mark[2] === '') {
        fence = undefined;
        close();
      } else if (open?.drawn === true && open.text.length < maxParagraph) open.text += `${line}\n`;
      continue;
    }
    if (mark?.[1] !== undefined) {
      close();
      fence = mark[1];
      const drawn = /^(mermaid|plantuml|puml|dot|graphviz|ascii|)$/i.test(mark[2] ?? '');
      open = drawn ? { line: i + 1, text: '', drawn: true } : undefined;
      continue;
    }
    const heading = /^\s{0,3}(#{1,6})\s+(\S.*?)?(?:\s*#+)?\s?$/.exec(`${line.trimEnd()} `);
    const under = /^\s{0,3}(=+|-+)\s*$/.exec(lines[i + 1] ?? '')?.[1];
    const setext = under !== undefined && under.length > 2 && /^\s{0,3}[^\s|>*+-].*$/.test(line) && open === undefined;
    if (heading || setext) {
      close();
      if (sections.length >= maxSections) break;
      const level = heading ? (heading[1] ?? '').length : under?.startsWith('=') ? 1 : 2;
      sections.push({ level, title: (heading ? (heading[2] ?? '') : line).trim(), line: i + 1, paragraphs: [] });
      if (setext) i++;
      continue;
    }
    if (line.trim() === '' || /^\s*([-*_]\s*){3,}$/.test(line)) {
      close();
      continue;
    }
    // A box to tick is a form, and a list of links is a table of contents.
    if (/^\s*[-*+]\s+\[[ xX]\]/.test(line) || /^\s*([-*+]|\d+\.)\s+\[[^\]]*\]\(#[^)]*\)\s*$/.test(line)) {
      close();
      continue;
    }
    open ??= { line: i + 1, text: '', drawn: false };
    if (open.text.length < maxParagraph) open.text += `${line.trim()}\n`;
  }
  close();
  return sections.map((section, at) => ({ ...section, whole: wholeOf(sections, at) }));
}

function wholeOf(sections: readonly Open[], at: number): number[] {
  const whole = [at];
  const level = sections[at]?.level ?? 0;
  if (level === 0) return whole;
  for (let next = at + 1; next < sections.length && (sections[next]?.level ?? 0) > level; next++) whole.push(next);
  return whole;
}

/** Comments become spaces, so that lines keep their numbers. */
function withoutComments(text: string): string {
  let result = '';
  let from = 0;
  for (;;) {
    const start = text.indexOf('<!--', from);
    if (start < 0) return result + text.slice(from);
    const end = text.indexOf('-->', start + 4);
    const stop = end < 0 ? text.length : end + 3;
    result += text.slice(from, start) + text.slice(start, stop).replace(/[^\n]/g, ' ');
    from = stop;
  }
}
