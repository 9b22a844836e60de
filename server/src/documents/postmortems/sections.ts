import { headingsOf, linesOf, plainText, type Line } from '../../facts/artefacts/markdown.ts';

/** What a postmortem is made of, as the SRE book's example names it. */
export const sectionNames = [
  'impact',
  'root causes',
  'trigger',
  'detection',
  'actions',
  'lessons',
  'timeline',
] as const;
export type SectionName = (typeof sectionNames)[number];

/** A part of a postmortem under a heading, or behind a name in bold at the start of a line. */
export interface Section {
  /** `other` for what has no name that we know: a summary, a list of people. */
  readonly name: SectionName | 'other';
  /** The heading's words; empty for what stands before the first. */
  readonly title: string;
  readonly lines: readonly Line[];
}

/** Tried from top to bottom: `Corrective actions` are actions, `Root cause and resolution` is a cause. */
const patterns: readonly (readonly [SectionName, RegExp])[] = [
  [
    'actions',
    /^(((corrective|preventi(ve|on)|preventative|remedial|remediation|outstanding|open|follow-?up)( (and|&) \w+)? )?(actions?|measures|tasks|work)( items?| points?| plan| taken)?|action items?|follow-?ups?|next steps|to-?dos?|remediations?( items?)?|preventing recurrence|prevent recurrence|what (we are|we're|we will|we'll) (doing|changing|change|do).*)\b/i,
  ],
  [
    'lessons',
    /^(lessons?( learned| learnt)?|learnings?|what (have )?we learn(ed|t)|(what )?(went|didn['’]t go|did not go) (well|wrong|badly|poorly).*|(where )?(we|was) (got )?(lucky|luck).*|takeaways)\b/i,
  ],
  [
    'root causes',
    /^(the )?(root )?causes?\b|^root-?cause|^contributing (factors|causes)|^why (it|did|could|this)\b|^causal/i,
  ],
  ['trigger', /^trigger(ed|ing)?\b/i],
  ['detection', /^detect(ion|ed)\b|^how (was it|it was|did we|we) (detect|notic|f[io])/i],
  ['timeline', /^(incident )?(timeline|chronology)\b|^sequence of events/i],
  [
    'impact',
    /^(\w+ )?impact( assessment)?\b|^(what )?(users|customers) (saw|felt)\b|^(users|customers|who was) affected\b/i,
  ],
];

function nameOf(title: string): SectionName | undefined {
  const words = title.replace(/^[^\p{L}]+/u, '').trim();
  return patterns.find(([, pattern]) => pattern.test(words))?.[0];
}

interface Writable {
  readonly name: Section['name'];
  readonly title: string;
  readonly lines: Line[];
  /** It began with a name in bold, and ends with the next. */
  readonly short?: true;
}

/** A run of sections cannot be longer: what is behind is not read. */
const maxSections = 200;

/** The sections of a page, in its order. A heading that says nothing to us belongs to the section above it, if it is deeper. */
export function sectionsOf(text: string): Section[] {
  const front = /^---[ \t]*\r?\n([\s\S]*?)^(?:---|\.\.\.)[ \t]*$/m.exec(text.startsWith('---') ? text : '');
  const lines = linesOf(text, front?.[0].length ?? 0);
  const headings = new Map(headingsOf(lines).map((heading) => [heading.span.start, heading]));
  const sections: Writable[] = [{ name: 'other', title: '', lines: [] }];
  let level = 0;
  for (const line of lines) {
    const current = sections.at(-1);
    if (!current || sections.length > maxSections) break;
    const heading = [...line.text.matchAll(/\S/g)]
      .slice(0, 12)
      .map(({ index }) => headings.get(line.start + index))
      .find((found) => found !== undefined);
    if (heading) {
      const name = nameOf(heading.text);
      const inside = heading.level > level && current.name !== 'other';
      // `Detection` below `Action items` says which actions these are.
      if (inside && (current.name === 'actions' || name === undefined)) {
        sections.push({ name: current.name, title: heading.text, lines: [] });
        continue;
      }
      sections.push({ name: name ?? 'other', title: heading.text, lines: [] });
      level = heading.level;
      continue;
    }
    if (/^ {0,3}(=+|-{2,})[ \t]*$/.test(line.text)) continue;
    const run = runIn(line);
    if (run && (current.name === 'other' || current.short)) {
      sections.push({ name: run.name, title: run.title, lines: [run.rest], short: true });
      level = Math.max(level, 7);
      continue;
    }
    current.lines.push(line);
  }
  return sections;
}

/** `**Impact.** 31 % of searches failed`, `Root causes: a leak`. */
function runIn(line: Line): { name: SectionName; title: string; rest: Line } | undefined {
  const match =
    /^\s{0,3}(?:[-*+] )?(?:\*\*|__)([^*_]{3,60}?)[.:]?(?:\*\*|__)[.:]?\s*/.exec(line.text) ??
    /^([A-Z][\w ]{3,40}):\s+(?=\S)/.exec(line.text);
  const name = match?.[1] === undefined ? undefined : nameOf(match[1]);
  if (!match || name === undefined) return undefined;
  const at = match[0].length;
  return { name, title: match[1] ?? '', rest: { text: line.text.slice(at), start: line.start + at } };
}

/** The words of a section's paragraphs and lists, without markup; undefined where it says nothing yet. */
export function wordsOf(sections: readonly Section[], name: SectionName, length = 400): string | undefined {
  const lines = sections
    .filter((section) => section.name === name)
    .flatMap((section) => section.lines)
    .filter(({ text }) => !/^[\s|:-]*$/.test(text))
    .map(({ text }) => text.replace(/^\s*(?:[-*+]|\d+[.)])\s+/, '').replace(/^\s*>\s?/, ''))
    .filter((text) => !isPlaceholder(plainText(text)));
  // Joined first: what is bold may go on on the next line.
  const words = plainText(lines.join(' ').slice(0, 20 * length))
    .replace(/[\s|]+/g, ' ')
    .trim();
  if (words === '') return undefined;
  if (words.length <= length) return words;
  return `${words.slice(0, words.lastIndexOf(' ', length) > length / 2 ? words.lastIndexOf(' ', length) : length)} …`;
}

/** What stands where somebody has still to write. */
export function isPlaceholder(text: string): boolean {
  // From its first letter or digit to its last, in one pass: a line can be as long as its file.
  const inner = /[\p{L}\p{N}](?:.*[\p{L}\p{N}])?/su.exec(text)?.[0] ?? '';
  return (
    inner === '' ||
    /^(?:tbd|to-?do|to be (?:done|written|determined|completed)|n\/?a|xxx+)$/i.test(inner) ||
    /^(\[[^\]]*\]|<[^>]*>|\{\{[^}]*\}\})$/.test(text.trim())
  );
}
