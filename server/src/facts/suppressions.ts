import type { Suppression } from '../model/fact.ts';
import type { Edit } from '../model/span.ts';
import { openCovered } from './suppression-cover.ts';

const pattern = /(\/\/|#|\/\*|<!--|--|\{\{-?\s*\/\*)[ \t]*prr-ignore(-file)?(?=[\s:]|$)[ \t]*([^\n\r]*)/g;
const rulePattern = /^[a-z][a-z0-9-]*$/;

/**
 * Comments that ask for silence, in any language: `prr-ignore RULE[, RULE]: reason [(until YYYY-MM-DD)]`.
 * They cover their own line and, when they stand alone, the statement on the next line that is neither blank nor a comment;
 * behind a call over several lines, or first in a handler, they cover that as well;
 * `prr-ignore-file` covers the whole text.
 */
export function extractSuppressions(text: string): Suppression[] {
  if (!text.includes('prr-ignore')) return [];
  const found: Suppression[] = [];
  const coveredLines = openCovered(text);
  for (const match of text.matchAll(pattern)) {
    const start = match.index;
    const body = (match[3]?.split(/\*\/|-->/, 1)[0] ?? '').trimEnd();
    const colon = body.indexOf(':');
    const rules = (colon < 0 ? body : body.slice(0, colon)).split(',').map((rule) => rule.trim());
    const covers = match[2] ? { start: 0, end: text.length } : coveredLines(start);
    const span = { start, end: start + match[0].trimEnd().length };
    found.push({
      kind: 'suppression',
      span,
      rules: rules.filter((rule) => rulePattern.test(rule)),
      ...reasonAndEnd(colon < 0 ? '' : body.slice(colon + 1)),
      covers,
    });
  }
  return found;
}

/** `the mesh cuts it (until 2027-01-31)`: the reason, and the last day. */
export function reasonAndEnd(text: string): Pick<Suppression, 'reason' | 'until'> {
  const until = /\(until ([^()]*)\)\s*$/.exec(text);
  const reason = text.slice(0, until?.index ?? text.length).trim();
  return { reason, ...(until ? { until: (until[1] ?? '').trim() } : {}) };
}

function endOfLine(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline < 0 ? text.length : newline;
}

/** An edit that puts a suppression above the line of `offset`; `lead` and `trail` stand around the reason. */
export interface SuppressionEdit {
  readonly edit: Edit;
  readonly lead: string;
  readonly trail: string;
}

const commentSigns: readonly (readonly [RegExp, string, string])[] = [
  [/\.([cm]?[jt]sx?|go|java|kt|cs|rs|php|proto)$/i, '// ', ''],
  [/\.(ya?ml|py|rb|sh|tf|toml|conf|dockerfile|containerfile|bash)$|(^|\/)(Dockerfile|Containerfile)/i, '# ', ''],
  [/\.(md|markdown|html|xml)$/i, '<!-- ', ' -->'],
  [/\.sql$/i, '-- ', ''],
];

/** What must stay at the start of a file: interpreter, encoding, directives of Dockerfiles, build constraints, front matter. */
const heads: readonly RegExp[] = [
  /^(#![^\n]*\n)?(#[^\n]*coding[:=][^\n]*\n)?/,
  /^(#[ \t]*(syntax|escape|check)[ \t]*=[^\n]*\n)+/i,
  /^<\?xml[^\n]*\n/,
  /^---[ \t]*\r?\n[\s\S]*?\n---[ \t]*\r?\n/,
];

/** An edit that puts a suppression for the whole file at its start. Undefined for a format without comments. */
export function fileSuppressionEdit(file: string, text: string, rule: string): SuppressionEdit | undefined {
  const sign = commentSigns.find(([pattern]) => pattern.test(file));
  if (!sign) return undefined;
  const isPage = /\.(md|markdown)$/i.test(file);
  // In YAML `---` begins a document, and a comment may stand before it.
  const own = heads.filter((_, index) => index < 3 || isPage);
  const start = Math.max(...own.map((head) => head.exec(text)?.[0].length ?? 0));
  const lead = `${sign[1]}prr-ignore-file ${rule}: `;
  return { edit: { span: { start, end: start }, text: `${lead}say why${sign[2]}\n` }, lead, trail: `${sign[2]}\n` };
}

/** Undefined for a format without comments, and where a line of its own would not be one. */
export function suppressionEdit(
  file: string,
  text: string,
  { rule, offset }: { rule: string; offset: number },
): SuppressionEdit | undefined {
  const sign = commentSigns.find(([pattern]) => pattern.test(file));
  if (!sign) return undefined;
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  if (/\.[cm]?[jt]sx?$/i.test(file) && !takesComment(text, start)) return undefined;
  const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
  const lead = `${indent}${sign[1]}prr-ignore ${rule}: `;
  return { edit: { span: { start, end: start }, text: `${lead}say why${sign[2]}\n` }, lead, trail: `${sign[2]}\n` };
}

/** False inside of a template string, and between JSX elements, where `//` would be text. */
function takesComment(text: string, lineStart: number): boolean {
  const quotes = text.slice(0, lineStart).match(/(?<!\\)`/g)?.length ?? 0;
  const line = text.slice(lineStart, endOfLine(text, lineStart)).trim();
  return quotes % 2 === 0 && !/^[{<]/.test(line);
}
