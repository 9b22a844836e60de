import * as z from 'zod';
import { sha256Of, utf8Length } from '../model/text-bytes.ts';
import { limits } from './limits.ts';
import { ToolError } from './tool-error.ts';

/** How much of an answer a page shows. */
export const pageFormat = z.object({
  shown: z.number().describe('Rows on this page, or characters of a text'),
  total: z.number(),
  left: z.number().describe('What follows after this page'),
  cursor: z.string().optional().describe('Argument for the next page'),
  changed: z.literal(true).optional().describe('Files changed since the first page: rows may be repeated or missing'),
});
export type Page = z.output<typeof pageFormat>;

const cursorFormat = z
  .string()
  .max(100)
  .optional()
  .describe('The cursor of the page before; the other arguments stay the same');

/** Arguments of a tool whose answer is a list. */
export const listArguments = {
  cursor: cursorFormat,
  limit: z
    .int()
    .min(1)
    .max(limits.mostRows)
    .optional()
    .describe(`Rows on a page, at most ${limits.mostRows} (default ${limits.rows})`),
};

/** The argument of a tool whose answer is a long text. */
export const textArguments = { cursor: cursorFormat };

interface Asked {
  /** All arguments of the question. */
  readonly args: Readonly<Record<string, unknown>> & {
    readonly cursor?: string | undefined;
    readonly limit?: number | undefined;
  };
  /** Changes with each change of the workspace. */
  readonly version: number;
  /** Awaited before each row. */
  between?(): Promise<void>;
}

/** The rows of a page, as many as its limits allow, and how many are left. */
export async function pageOf<T, R>(
  items: readonly T[],
  { args, version, between }: Asked,
  view: (item: T) => R | Promise<R>,
): Promise<{ rows: R[]; page: Page }> {
  const { start, changed } = startOf({ args, version }, items.length);
  const rows: R[] = [];
  let bytes = 0;
  for (const item of items.slice(start, start + (args.limit ?? limits.rows))) {
    await between?.();
    const row = await view(item);
    bytes += utf8Length(JSON.stringify(row));
    if (bytes > limits.bytes && rows.length > 0) break;
    rows.push(row);
  }
  const end = start + rows.length;
  return { rows, page: pageAt({ shown: rows.length, end, total: items.length, changed }, { args, version }) };
}

/** A part of a long text, which ends with a line where it can. */
export function textPage(text: string, { args, version }: Asked): { text: string; page: Page } {
  const { start, changed } = startOf({ args, version }, text.length);
  const whole = text.slice(start, start + limits.text);
  const isLast = start + whole.length >= text.length;
  const line = whole.lastIndexOf('\n') + 1;
  const part = isLast || line < limits.text / 2 ? whole : whole.slice(0, line);
  const end = start + part.length;
  return { text: part, page: pageAt({ shown: part.length, end, total: text.length, changed }, { args, version }) };
}

interface Reached {
  readonly shown: number;
  readonly end: number;
  readonly total: number;
  readonly changed: boolean;
}

function pageAt({ shown, end, total, changed }: Reached, asked: Asked): Page {
  const left = Math.max(0, total - end);
  return {
    shown,
    total,
    left,
    ...(left > 0 ? { cursor: `${end}-${questionOf(asked)}-${asked.version}` } : {}),
    ...(changed ? { changed: true } : {}),
  };
}

/** Where a page begins. Throws for a cursor that belongs to another question. */
function startOf(asked: Asked, total: number): { start: number; changed: boolean } {
  const { cursor } = asked.args;
  if (cursor === undefined) return { start: 0, changed: false };
  const [, start, question, version] = /^(\d{1,9})-([0-9a-f]{8})-(\d{1,12})$/.exec(cursor) ?? [];
  if (start === undefined || question !== questionOf(asked))
    throw new ToolError('this cursor belongs to another question; ask again without it');
  return { start: Math.min(Number(start), total), changed: Number(version) !== asked.version };
}

function questionOf({ args }: Asked): string {
  const { cursor: _, limit: __, ...question } = args;
  return sha256Of(JSON.stringify(Object.entries(question).sort(([a], [b]) => (a < b ? -1 : 1)))).slice(0, 8);
}
