import { plainValue } from '../values/from-yaml.ts';

/** How Go's YAML printer writes a text. */
export type Style = 'plain' | 'single' | 'double' | 'literal';

/** What the printer may do with a text, by the characters in it. */
interface Allowed {
  readonly plain: boolean;
  readonly single: boolean;
  readonly block: boolean;
}

/** The style of a text; a key stands on one line. */
export function styleOf(text: string, { isKey = false }: { isKey?: boolean } = {}): Style {
  const wanted: Style = text.includes('\n') ? 'literal' : isString(text) ? 'plain' : 'double';
  if (wanted === 'double') return 'double';
  const allowed = analysed(text);
  if (wanted === 'literal') return isKey || !allowed.block ? 'double' : 'literal';
  if (allowed.plain) return 'plain';
  return allowed.single ? 'single' : 'double';
}

/** Whether a plain text reads as a text again, and not as a number, a boolean, null or a date. */
function isString(text: string): boolean {
  if (typeof plainValue(text) !== 'string') return false;
  if (/^[-+]?\.(inf|Inf|INF)$|^\.(nan|NaN|NAN)$/.test(text)) return false;
  return !/^[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?$/.test(text) && !isTimestamp(text);
}

const timestamp = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:([Tt ])(\d{1,2}):(\d{1,2}):(\d{1,2})(\.\d+)?(Z|[-+]\d{2}:\d{2})?)?$/;

function isTimestamp(text: string): boolean {
  const match = timestamp.exec(text);
  if (!match) return false;
  const [, year, month, day, separator, hour = '0', minute = '0', second = '0', , zone] = match;
  if (separator !== undefined && (separator === ' ') !== (zone === undefined)) return false;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return false;
  return (
    Number(day) >= 1 && Number(month) >= 1 && Number(month) <= 12 && Number(day) <= daysOf(Number(year), Number(month))
  );
}

function daysOf(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

/** Characters that the printer writes as they are; a tab is not among them. */
export const unprintable = /[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
const breaks = /[\r\n\u0085\u2028\u2029]/;

function analysed(text: string): Allowed {
  if (text === '') return { plain: false, single: true, block: false };
  const isSpecial = unprintable.test(text);
  const spaceThenBreak = / [\r\n\u0085\u2028\u2029]/.test(text);
  const breakThenSpace = /[\r\n\u0085\u2028\u2029] /.test(text);
  const hasEdge = /^[ \r\n\u0085\u2028\u2029]|[ \r\n\u0085\u2028\u2029]$/.test(text);
  const bad = isSpecial || spaceThenBreak;
  return {
    plain: !bad && !breakThenSpace && !hasEdge && !breaks.test(text) && !hasIndicator(text),
    single: !bad && !breakThenSpace,
    block: !bad && !text.endsWith(' '),
  };
}

/** Characters that mean something else where they stand. */
function hasIndicator(text: string): boolean {
  if (/^(---|\.\.\.)/.test(text) || /^[#,[\]{}&*!|>'"%@`]/.test(text)) return true;
  return /^[-?:](?=[ \t]|$)/.test(text) || /:(?=[ \t]|$)/.test(text) || /[ \t\r\n]#/.test(text);
}
