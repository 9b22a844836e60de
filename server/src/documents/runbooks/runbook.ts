import type { Alert, Page } from '../../model/artefact-fact.ts';
import { listed } from '../../report/summary/input.ts';
import type { LinePlace } from '../../model/line-place.ts';
import { sameAnchor, targetOf, variants } from '../../rules/vocabulary/alerts/runbook-link.ts';
import type { WorkspaceIndex } from '../../index/workspace-index.ts';
import { readSections, type Passage, type RunbookSection } from './sections.ts';

/** The runbook of an alert, as far as it can be read here. */
export interface Runbook {
  /** `none`: the alert names none; `lost`: it names one of this workspace that is not there; `elsewhere`: we cannot read it. */
  readonly state: 'read' | 'none' | 'lost' | 'elsewhere';
  /** One sentence on the state. */
  readonly because: string;
  /** The heading, or the first line of the page. */
  readonly at?: LinePlace;
  /** The text of each section that is there. */
  readonly sections: Readonly<Partial<Record<RunbookSection, Passage>>>;
  /** Text under headings that are not recognised, or under none: what a section would say may stand there. */
  readonly others: readonly (Passage & { readonly title: string })[];
  /** Commands to copy. */
  readonly commands: readonly string[];
  /** When somebody last tried the page, an ISO date. */
  readonly tried?: string;
}

type Heading = Page['anchors'][number];

/** What is said of a page is looked for in the beginning of its lines. */
const longestLine = 1000;

const nothing = { sections: {}, others: [], commands: [] } as const;

interface Pages {
  readonly index: Pick<WorkspaceIndex, 'inWorkspace'>;
  /** The text of a file of the workspace; undefined where it cannot be read. */
  text(file: string): Promise<string | undefined>;
}

/** Reads the part of a runbook that an alert leads to. */
export async function runbookOf(
  input: Pages,
  { alert, file, link }: { alert: Alert; file: string; link: string | undefined },
): Promise<Runbook> {
  if (link === undefined) return { ...nothing, state: 'none', because: `${alert.name} names no runbook.` };
  const target = targetOf(link, file);
  if (!target) return { ...nothing, state: 'elsewhere', because: `Its runbook is not in this workspace: ${link}` };
  const pages = input.index.inWorkspace('page');
  const names = target.paths.flatMap(variants);
  const found = names
    .map((name) => pages.find((each) => each.file === name))
    .find((each): each is NonNullable<typeof each> => each !== undefined);
  const text = found && (await input.text(found.file));
  if (!found || text === undefined) {
    const state = target.local ? 'lost' : 'elsewhere';
    const because = target.local
      ? `Its runbook does not exist: ${link}`
      : `Its runbook was not found in this workspace: ${link}`;
    return { ...nothing, state, because };
  }
  const { anchor } = target;
  const heading = anchor === undefined ? undefined : found.fact.anchors.find(({ slug }) => sameAnchor(slug, anchor));
  const tried = triedIn(text);
  const rest = tried === undefined ? {} : { tried };
  const lines = text.split('\n');
  const sectionAt = (head: Heading | undefined) => {
    const from = head ? lineOf(text, head.span.start) : 0;
    const end = head ? endOf(lines, from, head.level) : lines.length;
    return {
      at: { file: found.file, line: from + 1 },
      ...readSections(text, { from, end, file: found.file, own: head !== undefined }),
      commands: commandsIn(lines.slice(from, end).join('\n')),
      words: lines.slice(from, end).join('\n'),
    };
  };
  if (anchor !== undefined && heading === undefined) {
    const because = `${found.file} has no heading #${anchor}, so the link opens the top of the page.`;
    // The part that names the alert may still be there: whoever searches finds it.
    // Most pages name it nowhere: their parts need not be cut out one by one.
    const near = (text.includes(alert.name) ? found.fact.anchors : [])
      .filter(({ level }) => level > 1)
      .find((head) => sectionAt(head).words.includes(alert.name));
    if (!near) return { ...nothing, state: 'lost', because, at: { file: found.file, line: 1 }, ...rest };
    const { at, sections, others, commands } = sectionAt(near);
    return {
      state: 'lost',
      because: `${because} Its section “${near.text}” names the alert.`,
      at,
      sections,
      others,
      commands,
      ...rest,
    };
  }
  const { at, sections, others, commands } = sectionAt(heading);
  return {
    state: 'read',
    because: heading ? `${found.file}, ${heading.text}` : found.file,
    at,
    sections,
    others,
    commands,
    ...rest,
  };
}

/** What somebody who did not build the service needs, and a runbook has not. */
export interface Lacks {
  /** Not there. */
  readonly sure: readonly string[];
  /** Under no heading that is recognised, while there is text that may say it. */
  readonly unsure: readonly string[];
}

/** Looks for what each runbook should have. */
export function lacksOf({ state, sections, others, commands }: Runbook): Lacks {
  if (state !== 'read') return { sure: [], unsure: [] };
  const wanted: readonly RunbookSection[] = ['meaning', 'impact', 'diagnosis', 'mitigation', 'escalation'];
  const missing = wanted.filter((each) => sections[each] === undefined);
  const bare = commands.length === 0 ? ['a command to copy'] : [];
  return others.length > 0 ? { sure: bare, unsure: missing } : { sure: [...missing, ...bare], unsure: [] };
}

/** Why it cannot be told whether a runbook lacks something. */
export function unsureWords({ others }: Runbook): string {
  const titles = others.map(({ title }) => title).filter((title) => title !== '');
  const where = titles.length === 0 ? 'without a heading' : `under ${listed(titles.map((each) => `“${each}”`))}`;
  return `Inconclusive: the text ${where} may contain it.`;
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length - 1;
}

/** The line of the next heading of the same level or above; `#` in a fenced block is none. */
function endOf(lines: readonly string[], from: number, level: number): number {
  let fenced = false;
  for (let i = from + 1; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced;
    const marks = fenced ? undefined : /^(#{1,6})\s/.exec(line)?.[1];
    if (marks !== undefined && marks.length <= level) return i;
  }
  return lines.length;
}

/** Code within a line, and the lines of fenced blocks that somebody may copy. */
export function commandsIn(text: string): string[] {
  const inline = [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code.trim());
  const blocks: string[] = [];
  let open: { readonly copied: boolean; readonly lines: string[] } | undefined;
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (!line.startsWith('```')) open?.lines.push(line.replace(/^\$\s+/, ''));
    else if (!open) open = { copied: /^(?:sh|bash|shell|console|text)?$/.test(line.slice(3).trim()), lines: [] };
    else {
      if (open.copied) blocks.push(...open.lines);
      open = undefined;
    }
  }
  return [...new Set([...inline, ...blocks])].filter((code) => /^[a-z][\w./-]*\s+\S/.test(code));
}

/** The date beside words that say that somebody tried the page. */
export function triedIn(text: string): string | undefined {
  for (const line of text.split('\n')) {
    const date =
      /^.*\b(?:last (?:tried|tested|exercised|reviewed|verified|drilled)|(?:tried|tested|exercised|verified) (?:on|by))\b.*?(\d{4}-\d{2}-\d{2})/i.exec(
        line.slice(0, longestLine),
      )?.[1];
    if (date !== undefined) return date;
  }
  return undefined;
}
