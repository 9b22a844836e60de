import { applyEdits } from '../server/src/model/span.ts';
import type { Site, Verdict } from '../server/src/model/site.ts';

/** What a fixture expects at a place: `^^^^ violated: part of the message`. */
export interface Expectation {
  readonly file: string;
  /** 0-based line in the text without expectations. */
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly verdict: Verdict;
  readonly message: string;
}

const mark = /^(\s*(?:\/\/|#|<!--|--)?\s*<?)(\^+)\s+(violated|shown|cannot tell)(?::\s*(.*?))?\s*(?:-->)?$/;

/**
 * Splits a fixture into the text that is analysed and its expectations.
 * An expectation is a line of its own, a comment whose carets stand under the marked text of the line above:
 *
 *     const r = await fetch(url);
 *     //              ^^^^^ violated: no timeout
 *
 * Text in the first columns, where the comment sign stands, is marked by `<`: `//<^^^` reaches from the line's start to the last caret.
 */
export function parseFixture(file: string, source: string): { text: string; expectations: Expectation[] } {
  const lines: string[] = [];
  const expectations: Expectation[] = [];
  for (const line of source.split('\n')) {
    const match = mark.exec(line);
    if (!match) {
      lines.push(line);
      continue;
    }
    const lead = match[1] ?? '';
    expectations.push({
      file,
      line: lines.length - 1,
      from: lead.endsWith('<') ? 0 : lead.length,
      to: lead.length + (match[2]?.length ?? 0),
      verdict: match[3] === 'cannot tell' ? 'cannot-tell' : (match[3] as Verdict),
      message: match[4] ?? '',
    });
  }
  return { text: lines.join('\n'), expectations };
}

/** Differences between what a fixture expects and the sites of its rule; empty when they agree. */
export function compareSites(
  sites: readonly Site[],
  expectations: readonly Expectation[],
  texts: ReadonlyMap<string, string>,
): string[] {
  const problems: string[] = [];
  const left = new Set(sites);
  for (const expected of expectations) {
    const hit = [...left].find((site) => matches(site, expected, texts.get(site.file) ?? ''));
    if (hit) left.delete(hit);
    else
      problems.push(
        `${expected.file}:${expected.line + 1} expected ${expected.verdict}: ${expected.message || '(any)'}`,
      );
  }
  for (const site of left) {
    if (site.verdict !== 'violated') continue;
    problems.push(`${describe(site, texts.get(site.file) ?? '')} was not expected`);
  }
  if (problems.length > 0) {
    for (const site of left) problems.push(`  seen: ${describe(site, texts.get(site.file) ?? '')}`);
  }
  return problems;
}

/** The texts after the first fix of each violated site. */
export function fixAll(sites: readonly Site[], texts: ReadonlyMap<string, string>): Map<string, string> {
  const fixed = new Map(texts);
  for (const [file, text] of texts) {
    const edits = sites
      .flatMap((site) => site.fixes.slice(0, 1))
      .flatMap((fix) => fix.changes)
      .flatMap((change) => (change.file === file && 'edits' in change ? change.edits : []));
    // An import that several fixes add is added once, as the editor does.
    const once = [...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values()];
    fixed.set(file, applyEdits(text, once));
  }
  return fixed;
}

function position(text: string, offset: number) {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length - 1, column: offset - (before.lastIndexOf('\n') + 1) };
}

function matches(site: Site, expected: Expectation, text: string): boolean {
  const start = position(text, site.span.start);
  const length = site.span.end - site.span.start;
  return (
    site.file === expected.file &&
    site.verdict === expected.verdict &&
    start.line === expected.line &&
    start.column === expected.from &&
    length === expected.to - expected.from &&
    site.message.includes(expected.message)
  );
}

function describe(site: Site, text: string): string {
  const at = position(text, site.span.start);
  return `${site.file}:${at.line + 1}:${at.column + 1} [${site.span.end - site.span.start}] ${site.verdict}: ${site.message}`;
}
