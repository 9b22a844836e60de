import * as z from 'zod';
import { clean, fenced, notice } from './untrusted.ts';
import type { Page } from './pages.ts';
import { alerts } from './tools/alerts.ts';
import { checkText } from './tools/check-text.ts';
import { checklist } from './tools/checklist.ts';
import { engagement } from './tools/engagement.ts';
import { findings } from './tools/findings.ts';
import { readGuide, searchGuide } from './tools/guide.ts';
import { notes } from './tools/notes.ts';
import { picture } from './tools/picture.ts';
import { listProposals, proposeAnswer, proposeNote } from './tools/propose.ts';
import { explainRule } from './tools/rule.ts';
import { origins, type Found, type Tool, type ToolContext } from './tool.ts';
import { ToolError } from './tool-error.ts';

/** All tools, those that tell what there is first. */
export const tools: readonly Tool[] = [
  picture,
  findings,
  checkText,
  explainRule,
  searchGuide,
  readGuide,
  checklist,
  alerts,
  notes,
  engagement,
  listProposals,
  proposeAnswer,
  proposeNote,
];

/** A tool as its clients see it; plain data. */
export interface ToolDescription {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly writes: boolean;
  /** JSON Schemas of arguments and answer. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly output: Readonly<Record<string, unknown>>;
}

/** An answer of a tool: data, and the same as text for a model. */
export interface ToolAnswer {
  readonly text: string;
  /** Absent where the tool could not answer; the text says why. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** What all answers have around their data. */
function envelopeOf({ output }: Tool): z.ZodObject {
  return z.object({ origin: z.enum(origins), notice: z.string().optional(), ...output.shape });
}

/** The tools as data, for a client to list. */
export function describedTools(): ToolDescription[] {
  return tools.map((tool) => {
    const { name, title, description, writes, input } = tool;
    return { name, title, description, writes, input: schemaOf(input), output: schemaOf(envelopeOf(tool)) };
  });
}

/** JSON Schema of a format, without what models have no use for. */
export function schemaOf(format: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(format, {
    io: 'input',
    target: 'draft-7',
    override({ zodSchema, jsonSchema }) {
      // What is no argument needs no end: who reads an answer takes what is there.
      if (zodSchema._zod.def.type === 'object' && !('catchall' in zodSchema._zod.def))
        delete jsonSchema.additionalProperties;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  return schema;
}

/** Runs a tool. Throws a `ToolError` for what it cannot answer: its message says what to ask instead. */
export async function runTool(name: string, args: unknown, context: ToolContext): Promise<Found<unknown>> {
  const tool = tools.find((each) => each.name === name);
  if (tool) return tool.run(args, context);
  throw new ToolError(`there is no tool ${name.slice(0, 100)}; tools: ${tools.map((each) => each.name).join(', ')}`);
}

/** An answer as text for a model; what may be of the workspace is fenced. */
export function answerText({ head, rows, page, origin = 'workspace' }: Found<unknown>): string {
  const body = rows.join('\n');
  const said = origin === 'product' || body === '' ? body : `${notice}\n${fenced(body)}`;
  return [head, said, pageWords(page)].filter((each) => each !== '').join('\n');
}

/** Runs a tool. What it cannot answer is an answer, too: its text says what to ask instead. */
export async function callTool(name: string, args: unknown, context: ToolContext): Promise<ToolAnswer> {
  try {
    const found = await runTool(name, args, context);
    const { data, origin = 'workspace' } = found;
    const about = origin === 'product' ? {} : { notice };
    return { text: answerText(found), data: { ...clean(data as object), origin, ...about } };
  } catch (error) {
    if (error instanceof ToolError) return { text: fenced(error.message) };
    throw error;
  }
}

function pageWords(page: Page | undefined): string {
  if (!page || (page.left === 0 && !page.changed)) return '';
  const changed = page.changed ? ' Files changed since the first page: rows may be repeated or missing.' : '';
  const next = page.cursor === undefined ? '' : ` For the rest, repeat the call with cursor ${page.cursor}.`;
  return `${page.shown} of ${page.total} shown, ${page.left} left.${next}${changed}`;
}
