import type { Alert, Page } from '../model/artefact-fact.ts';
import type { LinePlace } from '../model/line-place.ts';
import { sameAnchor, targetOf, variants } from '../rules/vocabulary/runbook-link.ts';
import type { PartInput } from './part.ts';

/** The sections that a runbook should have; `guide/runbooks.md`. */
export const runbookSections = [
  'meaning',
  'impact',
  'diagnosis',
  'mitigation',
  'verification',
  'rollback',
  'escalation',
] as const;
export type RunbookSection = (typeof runbookSections)[number];

/** The runbook of an alert, as far as it can be read here. */
export interface Runbook {
  /** `none`: the alert names none; `lost`: it names one of this workspace that is not there; `elsewhere`: we cannot read it. */
  readonly state: 'read' | 'none' | 'lost' | 'elsewhere';
  /** One sentence on the state. */
  readonly because: string;
  /** The heading, or the first line of the page. */
  readonly at?: LinePlace;
  /** The text of each section that is there. */
  readonly sections: Readonly<Partial<Record<RunbookSection, { readonly text: string; readonly at: LinePlace }>>>;
  /** Commands to copy. */
  readonly commands: readonly string[];
  /** When somebody last tried the page, an ISO date. */
  readonly tried?: string;
}

type Heading = Page['anchors'][number];

/** What is said of a page is looked for in the beginning of its lines. */
const longestLine = 1000;

const nothing = { sections: {}, commands: [] } as const;

/** Reads the part of a runbook that an alert leads to. */
export async function runbookOf(
  input: PartInput,
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
      ? `Its runbook is not there: ${link}`
      : `Its runbook was not found in this workspace, it may be elsewhere: ${link}`;
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
      sections: sectionsIn(lines, { from, end, file: found.file }),
      commands: commandsIn(lines.slice(from, end).join('\n')),
      text: lines.slice(from, end).join('\n'),
    };
  };
  if (anchor !== undefined && heading === undefined) {
    const because = `${found.file} has no heading #${anchor}, so the link ends at the top of the page.`;
    // The part that names the alert may still be there: whoever searches finds it.
    // Most pages name it nowhere: their parts need not be cut out one by one.
    const near = (text.includes(alert.name) ? found.fact.anchors : [])
      .filter(({ level }) => level > 1)
      .find((head) => sectionAt(head).text.includes(alert.name));
    if (!near) return { ...nothing, state: 'lost', because, at: { file: found.file, line: 1 }, ...rest };
    const { at, sections, commands } = sectionAt(near);
    return {
      state: 'lost',
      because: `${because} Its part "${near.text}" names the alert.`,
      at,
      sections,
      commands,
      ...rest,
    };
  }
  const { at, sections, commands } = sectionAt(heading);
  return {
    state: 'read',
    because: heading ? `${found.file}, ${heading.text}` : found.file,
    at,
    sections,
    commands,
    ...rest,
  };
}

/** What a runbook lacks that somebody who did not build the service needs. */
export function lacksOf({ state, sections, commands }: Runbook): readonly string[] {
  if (state !== 'read') return [];
  const wanted: readonly RunbookSection[] = ['meaning', 'impact', 'diagnosis', 'mitigation', 'escalation'];
  return [
    ...wanted.filter((each) => sections[each] === undefined),
    ...(commands.length === 0 ? ['a command to copy'] : []),
  ];
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

const sectionNames: readonly (readonly [RunbookSection, RegExp])[] = [
  ['meaning', /^(meaning|what it means|description|overview)$/i],
  ['impact', /^(impact|user impact|who is hurt)$/i],
  ['diagnosis', /^(diagnosis|diagnose|diagnostics|investigation|triage|is it real)$/i],
  ['mitigation', /^(mitigation|mitigate|remediation|resolution|fix|what to do|actions?|steps)$/i],
  ['verification', /^(verification|verify|how to see that it is over)$/i],
  ['rollback', /^(roll-?back|roll back|undo)$/i],
  ['escalation', /^(escalation|escalate|whom to call|contacts?)$/i],
];

/** Parts by a heading of their own, or by a bold word at the beginning of a paragraph. */
function sectionsIn(
  lines: readonly string[],
  { from, end, file }: { from: number; end: number; file: string },
): Runbook['sections'] {
  const starts: { name: RunbookSection | undefined; line: number; rest: string }[] = [];
  let fenced = false;
  for (let i = from; i < end; i++) {
    const line = lines[i] ?? '';
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced;
    if (fenced) continue;
    const head = /^#{1,6}\s+(\S.*?)[\s:#]*$/.exec(line.slice(0, longestLine));
    const bold = /^\*\*([^*]+?)[.:]?\*\*[.:]?\s*([^\n]*)$/.exec(line);
    const words = head?.[1] ?? bold?.[1];
    if (words === undefined) continue;
    const name = sectionNames.find(([, pattern]) => pattern.test(words.trim()))?.[0];
    if (name !== undefined || head) starts.push({ name, line: i, rest: head ? '' : (bold?.[2] ?? '') });
  }
  const sections: Partial<Record<RunbookSection, { text: string; at: LinePlace }>> = {};
  for (const [i, { name, line, rest }] of starts.entries()) {
    if (name === undefined || sections[name]) continue;
    const text = [rest, ...lines.slice(line + 1, starts[i + 1]?.line ?? end)].join('\n').trim();
    // A heading without words says nothing.
    if (text !== '') sections[name] = { text, at: { file, line: line + 1 } };
  }
  return sections;
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
