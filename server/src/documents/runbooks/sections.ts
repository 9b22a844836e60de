import { headingsOf, linesOf, plainText } from '../../facts/artefacts/markdown.ts';
import type { LinePlace } from '../../model/line-place.ts';

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

/** Text of a runbook, with the line of its heading. */
export interface Passage {
  readonly text: string;
  readonly at: LinePlace;
}

/** What a part of a page says, by the sections that are recognised. */
export interface ReadSections {
  readonly sections: Readonly<Partial<Record<RunbookSection, Passage>>>;
  /** Text under headings that are not recognised, and text under none: it may say what a section would. */
  readonly others: readonly (Passage & { readonly title: string })[];
}

/** What may stand before the word that tells: `Possible causes`, `Initial triage`, `User impact`. */
const before =
  '(?:(?:the|this|your|an?|all|any|initial|first|next|quick|immediate|possible|potential|probable|likely|common|known|user|customer|client|business|service|root|suggested|recommended|proposed|manual|short|long|term|temporary|permanent|emergency|further|detailed|alert|incident|problem|issue)[\\s-]+)*';
/** What may stand behind it; then nothing, or words that belong to it: `Restart of the pods`, but no `Recovery queue is long`. */
const behind =
  '(?:\\s+(?:steps?|actions?|procedures?|plan|guide|instructions?|process|path|policy|options?|quer(?:y|ies)|commands?|details|notes?|tips|summary|matrix|chain|strategy|points?|overview|items?|information|info))*(?:$|\\s*[(:–—-]|\\s+(?:of|for|if|when|whether|by|with|from|in|on|at|to|as|the|this|that|it|its|your|you|a|an|what|which|where|why|how)\\b)';

const stem = (words: string) => new RegExp(`^${before}(?:${words})${behind}`, 'iu');

/** Tried from top to bottom: `Verify that it is real` is diagnosis, `Escalation steps` are no steps of mitigation. */
const patterns: readonly (readonly [RunbookSection, RegExp])[] = [
  ['escalation', /\bwho(?:m)? (?:else )?(?:to|do|should|can|could|must|you|we|is on call|knows|owns|answers)\b/iu],
  [
    'escalation',
    stem(
      "escalat(?:ion|ions|e|ing)|contacts?|contact (?:persons?|us)|points? of contact|on-?\\s?call|owners?|ownership|owned by|(?:responsible|owning)(?: team)?|call|get(?:ting)? help|need(?:ing)? help|when to (?:call|escalate|page)|(?:if|when) (?:this|it|that|nothing) (?:does not|doesn['’]t|did not|didn['’]t)? ?(?:helps?|works?)",
    ),
  ],
  [
    'rollback',
    stem('roll(?:ing)?[\\s-]?backs?|back-?out|undo(?:ing)?|revert(?:ing)?|how to (?:undo|roll ?back|revert|go back)'),
  ],
  [
    'diagnosis',
    /^(?:how to )?(?:is it|is this|are they|verify|confirm|check|make sure|see|tell)\b.*\b(?:real|genuine|true|false|(?:alert|problem|issue|alarm|symptoms?)$)/iu,
  ],
  [
    'verification',
    stem(
      'verif(?:y|ication|ying)|validat(?:e|ion|ing)|confirm(?:ation|ing)?(?: (?:the )?(?:fix|recovery|resolution|mitigation))?|post-?(?:fix|check|mitigation|recovery) ?(?:checks?|verification)?|success criteria|done when|how (?:to|do you|do we) (?:see|know|tell|check|verify) (?:that|if|whether) it (?:is|has|was) (?:over|fixed|gone|solved|resolved|recovered|worked?|well)',
    ),
  ],
  [
    'impact',
    stem(
      "impacts?|severity and impact|who is (?:hurt|affected|hit)|who(?:['’]s| is)? affected|affected (?:users|customers|services|systems|components)|consequences?|blast radius|effects?|(?:what )?(?:do |will )?(?:users|customers) (?:see|feel|notice)|what (?:breaks|is broken|is affected|is the (?:impact|effect)|users see|customers see|is at risk)|risks?",
    ),
  ],
  [
    'diagnosis',
    stem(
      'diagnos(?:is|e|es|ing|tics?)|investigat(?:ion|ions|e|ing)|triag(?:e|ing)|troubleshoot(?:ing)?|trouble shooting|debug(?:ging)?|checks?|checklist|checking|inspect(?:ion|ing)?|analy(?:sis|se|ze|sing|zing)|assess(?:ment|ing)?|identif(?:y|ication|ying)|look|where to look|(?:what|where|things) to (?:check|look|inspect|verify)|what to look (?:at|for|into)|how to (?:check|diagnose|debug|investigate|tell|find|see|verify|analy[sz]e|troubleshoot|identify)|is it real|causes?|reasons?|find(?:ing)?(?: out)?(?: the)?(?: root)? ?(?:cause|out|why)|why (?:did|does|is|has|was|it)|recent changes|what (?:has )?changed|false (?:positives?|alarms?)',
    ),
  ],
  [
    'mitigation',
    stem(
      'mitigat(?:ion|ions|e|ing)|remed(?:y|ies|iation|iations|iate|iating)|resol(?:ution|utions|ve|ving)|fix(?:es|ing)?|repair(?:s|ing)?|recover(?:y|ing)?|restor(?:e|ing|ation)|work-?\\s?arounds?|what to do|what (?:you|we) (?:can|should|must) do|what (?:can|should|must|do) (?:i|you|we) do|how (?:do|can|should) (?:i|you|we) (?:fix|mitigate|resolve|solve|repair|recover|restore|respond|handle|stop)|what stops (?:it|the harm|this)|how to (?:fix|mitigate|resolve|solve|repair|recover|restore|respond|react|handle|stop|act|remediate|address|deal)|actions?(?: to take| required)?|actions? items?|steps?(?: to take)?|procedures?|solutions?|solv(?:e|ing)|respon(?:se|d|ding)|instructions?|counter-?measures?|stop(?:ping)? (?:it|the (?:harm|bleeding))|treatment|handling|do this|stabili[sz](?:e|ation|ing)|contain(?:ment)?|restart(?:ing)?|scal(?:e|ing)(?: (?:up|out|down))?',
    ),
  ],
  [
    'meaning',
    stem(
      "meaning|means?|what (?:it|this|the alert|this alert|that) means|what (?:does|do) (?:it|this|the alert|this alert) mean|what (?:is|are)(?: it| this| wrong| going on| happening)?|what(?:['’]s| is| has)? (?:this|happen(?:s|ed|ing))|descriptions?|overview|summary|symptoms?|about(?: this alert)?|background|context|definition|explanation|introduction|intro|purpose|when (?:it|this|does it|does this) fires?|why (?:it|this) fires|trigger(?:s|ed by)?|conditions?|details",
    ),
  ],
];

/** Headings behind which nothing is looked for that somebody needs at night. */
const aside =
  /^(?:references?|links?|(?:related|useful|helpful|further|additional|external|more) (?:links?|reading|resources?|documents?|documentation|alerts?|information|runbooks?)|see also|resources|documentation|change ?log|history|revisions?|meta-?data|tags?|table of contents|contents|toc|severit(?:y|ies)|priority|(?:alert )?(?:expression|query|rule|definition|code)|last (?:tried|tested|updated|reviewed)|license)\b/iu;

/** Sections that a heading names; several where it joins them: `Impact and diagnosis`. */
export function namesOf(heading: string): readonly RunbookSection[] {
  const words = plainText(heading)
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/^(?:(?:step|phase|part|section|stage)\s+)?(?:\d+|[a-z]|[ivx]+)(?:\.\d+)*\s*[.):–—-]\s*/iu, '')
    .replace(/^(?:(?:step|phase|part)\s+)?\d+(?:\.\d+)*\s+/iu, '')
    .replace(/^[^\p{L}]+|[^\p{L})]+$/gu, '')
    .trim();
  const found = words
    .split(/\s*(?:&|\/|\+|,|;|\band\b|\bor\b)\s*/iu)
    .flatMap((piece) => patterns.find(([, pattern]) => pattern.test(piece))?.[0] ?? []);
  const whole = patterns.find(([, pattern]) => pattern.test(words))?.[0];
  return [...new Set([...(whole === undefined ? [] : [whole]), ...found])];
}

interface Start {
  readonly names: readonly RunbookSection[];
  readonly title: string;
  /** Of a heading; absent for a bold word or a label at the beginning of a paragraph. */
  readonly level?: number;
  readonly line: number;
  /** The line where its text begins, and what stands of it behind the name. */
  readonly body: number;
  readonly rest: string;
  /** A label with words behind it holds its paragraph alone. */
  readonly until?: number;
}

/** What is looked at in one line. */
const longestLine = 1000;

/** Reads the sections of some lines of a page: by headings, bold words and labels at the beginning of a paragraph. */
export function readSections(text: string, { from, end, file, own }: Range & { readonly file: string }): ReadSections {
  const lines = text.split('\n');
  const starts = startsOf(text, lines, { from, end, own });
  const sections: Partial<Record<RunbookSection, Passage>> = {};
  const others: (Passage & { title: string })[] = [];
  const loose = (title: string, [first, last]: readonly [number, number], line: number) => {
    const words = lines.slice(first, last).join('\n').trim();
    if (saysSomething(words)) others.push({ title, text: words, at: { file, line: line + 1 } });
  };
  loose('', [own ? from + 1 : from, starts[0]?.line ?? end], from);
  // A recognised heading holds all below it: what is not known there belongs to it.
  let held = -1;
  const ends = endsOf(starts, end);
  for (const [i, start] of starts.entries()) {
    const { level, names, title, line, body } = start;
    const next = starts[i + 1]?.line ?? end;
    if (names.length === 0) {
      if (line >= held && !aside.test(title)) loose(title, [body, next], line);
      continue;
    }
    const until = level === undefined ? Math.min(next, start.until ?? next) : (ends[i] ?? end);
    held = Math.max(held, until);
    const said = [start.rest, ...lines.slice(body, until)].join('\n').trim();
    // A heading without words says nothing.
    if (said === '') continue;
    for (const name of names) sections[name] ??= { text: said, at: { file, line: line + 1 } };
    if (level === undefined && until < next) loose('', [until, next], until);
  }
  return { sections, others };
}

/** Where the section of each heading ends: at the next one of its level or above; looked for once, from the end. */
function endsOf(starts: readonly Start[], end: number): readonly number[] {
  const next: number[] = [];
  const ends: number[] = [];
  for (let i = starts.length - 1; i >= 0; i--) {
    const { level, line } = starts[i] ?? { line: end };
    if (level === undefined) continue;
    ends[i] = Math.min(end, ...next.slice(0, level + 1).filter((each) => each !== undefined));
    next[level] = line;
  }
  return ends;
}

/** Lines of a page; `own`: the first is the heading that was linked, which is no section. */
interface Range {
  readonly from: number;
  readonly end: number;
  readonly own: boolean;
}

/** The name of an alert, an owner or a date tells nothing of the incident; a command or a sentence may. */
function saysSomething(words: string): boolean {
  if (/^\s*(?:```|~~~)|`[a-z][\w./-]*\s+[^`]+`/m.test(words)) return true;
  const told = words
    .split('\n')
    .filter(
      (line) => !/^\W*(?:alert|owner|team|severity|last \w+|tags?|date|version)\b/i.test(line.slice(0, longestLine)),
    );
  return (
    told
      .join(' ')
      .split(/\s+/)
      .filter((word) => /\p{L}/u.test(word)).length >= 5
  );
}

function startsOf(text: string, lines: readonly string[], { from, end, own }: Range): Start[] {
  const front = /^---[ \t]*\r?\n[\s\S]*?^(?:---|\.\.\.)[ \t]*$/m.exec(text.startsWith('---') ? text : '');
  const prose = linesOf(text, front?.[0].length ?? 0);
  const lineAt = new Map<number, number>();
  let offset = 0;
  for (const [i, line] of lines.entries()) {
    lineAt.set(offset, i);
    offset += line.length + 1;
  }
  const heads = headingsOf(prose).flatMap((head) => {
    const line = lineAt.get(text.lastIndexOf('\n', head.span.start - 1) + 1) ?? -1;
    return line < from || line >= end || (own && line === from) ? [] : [{ ...head, line }];
  });
  const [top] = heads;
  const titled = !own && heads.length > 1 && heads.filter(({ level }) => level <= (top?.level ?? 0)).length === 1;
  const found: Start[] = [];
  const blanks = blanksAfter(lines);
  const headAt = new Map(heads.map((each) => [each.line, each]));
  for (const { text: whole, start } of prose) {
    const line = lineAt.get(start) ?? -1;
    if (line < from || line >= end || (own && line === from)) continue;
    const head = headAt.get(line);
    if (head) {
      const body = line + (/^ {0,3}#/.test(whole) ? 1 : 2);
      const names = titled && head === top ? [] : namesOf(head.text);
      found.push({ names, title: head.text, level: head.level, line, body, rest: '' });
      continue;
    }
    const begin = beginningOf(whole.slice(0, longestLine));
    if (!begin) continue;
    const names = namesOf(begin.title);
    const blank = blanks[line] ?? -1;
    const rest = whole.slice(begin.length);
    const until = begin.bold || blank < 0 || rest.trim() === '' ? {} : { until: blank };
    if (names.length > 0) found.push({ names, title: begin.title, line, body: line + 1, rest, ...until });
  }
  return found;
}

/** For each line the next one behind it that is blank; -1 where there is none. */
function blanksAfter(lines: readonly string[]): readonly number[] {
  const found: number[] = [];
  for (let i = lines.length - 1, next = -1; i >= 0; i--) {
    found[i] = next;
    if (lines[i]?.trim() === '') next = i;
  }
  return found;
}

/** A name at the beginning of a line: `**Impact.** Users wait`, `Impact: users wait`. */
function beginningOf(line: string): { title: string; length: number; bold: boolean } | undefined {
  const bold =
    /^\s{0,3}(?:[-*+]\s+|\d+[.)]\s+)?(?:\*\*|__)([^*_]{1,80}?)(?:[.:?](?:\*\*|__)|(?:\*\*|__)(?:[.:?]|\s*$|\s+[–—-]\s))\s*/.exec(
      line,
    );
  const label = bold ?? /^([A-Z][\w'’ ]{2,40}):(?:\s+|$)/.exec(line);
  const title = label?.[1]?.trim();
  return label === null || title === undefined ? undefined : { title, length: label[0].length, bold: bold !== null };
}
