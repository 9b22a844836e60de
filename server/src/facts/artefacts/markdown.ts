import type { Page } from '../../model/artefact-fact.ts';
import { sectionsOf, type Heading } from '../people/page-sections.ts';

type Anchor = Page['anchors'][number];

/** The page that a Markdown file is: its title, what links can point at, and what it is for. */
export function extractPage(file: string, text: string): Page {
  const front = /^---[ \t]*\r?\n([\s\S]*?)^(?:---|\.\.\.)[ \t]*$/m.exec(text.startsWith('---') ? text : '');
  const lines = linesOf(text, front?.[0].length ?? 0);
  const headings = headingsOf(lines);
  const given = /^title:[ \t]*(["']?)(.+?)\1[ \t]*\r?$/m.exec(front?.[1] ?? '')?.[2];
  const first = headings.find((heading) => heading.level === 1) ?? headings[0];
  const title = given ?? first?.text;
  const sections = sectionsOf(text, headings);
  return {
    kind: 'page',
    span: first?.span ?? { start: 0, end: 0 },
    ...(title === undefined ? {} : { title }),
    anchors: [...headingAnchors(headings), ...lines.flatMap(explicitAnchors)].sort(
      (a, b) => a.span.start - b.span.start,
    ),
    role: roleOf(file, headings),
    ...(sections.length > 0 ? { sections } : {}),
  };
}

/** A line of prose. */
export interface Line {
  /** No more of it than a heading could have. */
  readonly text: string;
  readonly start: number;
}

/** What is read of one line, in UTF-16 units: nobody writes longer headings, and patterns must not search far. */
const maxLine = 2000;

/** The lines that are prose: no code blocks, no comments. */
export function linesOf(text: string, from: number): Line[] {
  const kept: Line[] = [];
  let fence: string | undefined;
  let comment = false;
  let start = 0;
  for (const raw of text.split('\n')) {
    const line = { text: raw.slice(0, maxLine).replace(/\r$/, ''), start };
    start += raw.length + 1;
    if (line.start < from) continue;
    const sign = /^ {0,3}(`{3,}(?!.*`)|~{3,})/.exec(line.text)?.[1];
    if (fence !== undefined) {
      if (sign?.startsWith(fence) && line.text.trim() === sign) fence = undefined;
      continue;
    }
    if (comment) {
      comment = !line.text.includes('-->');
      continue;
    }
    if (sign !== undefined) {
      fence = sign;
      continue;
    }
    comment = /<!--(?!.*-->)/.test(line.text);
    kept.push(line);
  }
  return kept;
}

/** The headings among lines, in both of Markdown's forms. */
export function headingsOf(lines: readonly Line[]): Heading[] {
  return lines.flatMap((line, i): Heading[] => {
    const atx = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*$/.exec(line.text);
    if (atx) return [heading(line, atx[2] ?? '', atx[1]?.length ?? 1)];
    const rule = /^ {0,3}(=+|-+)[ \t]*$/.exec(lines[i + 1]?.text ?? '')?.[1];
    const isParagraph =
      /^ {0,3}[^\s>#|*+-]/.test(line.text) && lines[i + 1]?.start === line.start + lineLength(line, lines[i + 1]);
    return rule && isParagraph ? [heading(line, line.text.trim(), rule.startsWith('=') ? 1 : 2)] : [];
  });
}

/** The distance to the next line, or no number that could match when a block was left out between them. */
function lineLength(line: Line, next: Line | undefined): number {
  const distance = (next?.start ?? 0) - line.start;
  return distance - line.text.length <= 2 ? distance : -1;
}

function heading(line: Line, source: string, level: number): Heading {
  const id = /[ \t]*\{#([\w.:-]+)\}$/.exec(source);
  const written = id ? source.slice(0, id.index) : source;
  const start = line.start + line.text.indexOf(source);
  const span = { start, end: start + written.length };
  return { text: plainText(written), level, span, ...(id?.[1] ? { id: id[1] } : {}) };
}

/** A heading's words without markup. */
export function plainText(source: string): string {
  return source
    .replace(/!?\[([^\]]{0,500})\]\([^)]{0,1000}\)/g, '$1')
    .replace(/!?\[([^\]]{0,500})\]\[[^\]]{0,500}\]/g, '$1')
    .replace(/<[^>]{0,500}>/g, '')
    .replace(/`{1,10}([^`]{0,500})`{1,10}/g, '$1')
    .replace(/(\*\*|__|~~)(.{1,500}?)\1/g, '$2')
    .replace(/(^|[^\w*])[*_](\S.{0,500}?)[*_](?!\w)/g, '$1$2')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .trim();
}

/** The anchor that GitHub makes of a heading. */
export function githubSlug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
    .replaceAll(' ', '-');
}

/** The anchor that VS Code's Markdown preview makes of a heading. */
export function vscodeSlug(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/\s+/g, '-')
    .replace(
      /[\][!/'"#$%&()*+,./:;<=>?@\\^{|}~`。，、；：？！…—·ˉ¨‘’“”々～‖∶＂＇｀｜〃〔〕〈〉《》「」『』．〖〗【】（）［］｛｝]/g,
      '',
    )
    .replace(/^-+|-+$/g, '');
}

function headingAnchors(headings: readonly Heading[]): Anchor[] {
  const counts = [new Map<string, number>(), new Map<string, number>()];
  return headings.flatMap(({ text, level, span, id }) => {
    const slugs = [githubSlug(text), vscodeSlug(text)].map((slug, i) => {
      const count = counts[i]?.get(slug) ?? 0;
      counts[i]?.set(slug, count + 1);
      return count === 0 ? slug : `${slug}-${count}`;
    });
    const all = id === undefined ? slugs : [id, ...slugs];
    return [...new Set(all)].filter((slug) => slug !== '').map((slug) => ({ slug, text, level, span }));
  });
}

function explicitAnchors(line: Line): Anchor[] {
  return [...line.text.matchAll(/<[a-zA-Z][\w-]*\s(?:[^<>]*\s)?(?:id|name)\s*=\s*["']?([^"'\s<>]+)/g)].flatMap(
    (match) => {
      const slug = match[1];
      if (slug === undefined) return [];
      const start = line.start + match.index + match[0].lastIndexOf(slug);
      const text = plainText(line.text.replace(/^ {0,3}#{1,6}[ \t]+/, ''));
      return [{ slug, text, level: 0, span: { start, end: start + slug.length } }];
    },
  );
}

const runbookHeadings =
  /^(meaning|impact|diagnos(is|e)|mitigat(ion|e)|escalation|verification|roll ?back|symptoms|remediation|triage)\b/i;
const postmortemHeadings =
  /^(root causes?|timeline|lessons learned|action items|contributing factors|what went (well|wrong)|detection)\b/i;

function roleOf(file: string, headings: readonly Heading[]): Page['role'] {
  const name = file.slice(file.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  const index = /^(readme|index|_index|summary|template|_template)$/i.test(name);
  const count = (pattern: RegExp) => headings.filter(({ text }) => pattern.test(text)).length;
  if (/(^|\/)(post-?mortems?|incidents?)(\/|$|[-_. ])|post-?mortem/i.test(file)) return index ? 'index' : 'postmortem';
  if (/(^|\/)(run-?books?|play-?books?|sops?)\/|(^|[-_/.])(run-?book|playbook)s?([-_.]|$)/i.test(file))
    return index ? 'index' : 'runbook';
  if (count(postmortemHeadings) >= 2) return 'postmortem';
  if (count(runbookHeadings) >= 2) return 'runbook';
  return index ? 'index' : 'other';
}
