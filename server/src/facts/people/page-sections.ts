import type { PageSection } from '../../model/people-fact.ts';
import type { Span } from '../../model/span.ts';

/** What headings of runbooks are about, by the words that they begin with. */
const begins: readonly (readonly [PageSection['about'], RegExp])[] = [
  [
    'diagnosis',
    /^((how to )?(diagnos(e|is|tics?|ing)|triage|troubleshoot(ing)?|investigat(e|ion|ing)|debug(ging)?)\b|what to check|things to check)/i,
  ],
  [
    'mitigation',
    /^((how to )?(mitigat(e|ion|ions|ing)|remediat(e|ion|ing)|resolv(e|ing)|resolution|recover(y|ing)?|fix(es|ing)?)\b|what to do|immediate actions?|workarounds?\b)/i,
  ],
  ['escalation', /^(escalat(e|ion|ions|ing)\b|(who|whom) to (call|contact|page|ask)\b)/i],
];
const rollback =
  /\b(roll(ing)?[- ]?backs?|rollbacks?|(revert|undo)(ing)? (a|the|an|your|last|to|bad)?\s?\w{0,20} ?(deploy\w*|release|rollout|version))\b/i;
/** Rollbacks of databases, which bring back no release. */
const otherRollback = /transaction|savepoint|\bsql\b|commit protocol/i;

/** The sections of a page about incidents and rollbacks, by their headings, each with whether anything is below it. */
export function sectionsOf(text: string, headings: readonly Heading[]): PageSection[] {
  return headings.flatMap((heading, at): PageSection[] => {
    const about = aboutOf(heading.text);
    if (about.length === 0) return [];
    const next = headings.slice(at + 1).find(({ level }) => level <= heading.level);
    const end = next ? next.span.start : text.length;
    const filled = isFilled(text.slice(heading.span.end, end));
    return about.map((each) => ({ about: each, span: heading.span, heading: heading.text, end, filled }));
  });
}

function aboutOf(heading: string): PageSection['about'][] {
  const words = heading.replace(/^[^\p{L}]+/u, '').replace(/^(step|phase)\s*\d+\s*[:.)–—-]*\s*/i, '');
  const found = begins.flatMap(([about, pattern]) => (pattern.test(words) ? [about] : []));
  return rollback.test(words) && !otherRollback.test(words) ? [...found, 'rollback'] : found;
}

/** What people write until they write something. */
const placeholders =
  /\b(todo|tbd|tba|fixme|to be (done|written|defined|added)|coming soon|work in progress|wip)\b[^\n]*|^\s*[-*]?\s*(none|n\/a)\.?\s*$/gim;

/** Words of prose or commands that make a section more than a heading. */
const leastWords = 5;

function isFilled(body: string): boolean {
  const said = body
    .replace(/<!--[\s\S]*?(-->|$)/g, ' ')
    .replace(/^ {0,3}#{1,6}[^\n]*$/gm, ' ')
    .replace(/^[ \t]*(=+|-+)[ \t]*$/gm, ' ')
    .replace(/<[A-Z_ -]{3,40}>|\[(your|insert|describe|add)\b[^\]\n]*\]/gi, ' ')
    .replace(placeholders, ' ');
  return (said.match(/[\p{L}\p{N}][\p{L}\p{N}./:@_-]*/gu) ?? []).length >= leastWords;
}

/** A heading of a page. */
export interface Heading {
  /** Markup resolved. */
  readonly text: string;
  readonly level: number;
  readonly span: Span;
  /** Given by `{#id}`. */
  readonly id?: string;
}
