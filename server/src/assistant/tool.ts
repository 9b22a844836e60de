import * as z from 'zod';
import type { Bundled } from '../knowledge/bundled.ts';
import type { Readiness } from '../service.ts';
import type { Page } from './pages.ts';
import { ToolError } from './tool-error.ts';

/** What a tool works with. */
export interface ToolContext {
  readonly core: Readiness;
  /** What the product itself says of its rules. */
  readonly data: Pick<Bundled, 'packs' | 'rules' | 'truth'>;
  /** The name of the assistant, as its client gives it. */
  readonly by: string;
  /** Throws where nobody waits for the answer any more; called between the steps of long work. */
  between(): Promise<void>;
}

/** What a tool found. */
export interface Found<D> {
  readonly data: D;
  /** Words of ours: what the rows are. */
  readonly head: string;
  /** The rows as text for a model; text of the workspace may be in them. */
  readonly rows: readonly string[];
  readonly page?: Page;
  /** The rows are Markdown in which no text of the workspace is markup. */
  readonly isMarkdown?: true;
  /** `product` where all strings are ours; otherwise they may be of the workspace. */
  readonly origin?: Origin;
}

/** Where the strings of an answer come from: `product` for texts that are ours alone. */
export const origins = ['workspace', 'product'] as const;
export type Origin = (typeof origins)[number];

/** A tool for assistants. */
export interface Tool {
  readonly name: string;
  /** Its name for people. */
  readonly title: string;
  /** When to use it, for a model. */
  readonly description: string;
  /** It writes a proposal; all others only read. */
  readonly writes: boolean;
  readonly input: z.ZodObject;
  /** The shape of `data`. */
  readonly output: z.ZodObject;
  run(args: unknown, context: ToolContext): Promise<Found<unknown>>;
}

type Described<I extends z.ZodObject, D extends z.ZodObject> = Omit<Tool, 'run' | 'input' | 'output' | 'writes'> & {
  readonly writes?: true;
  readonly input: I;
  readonly output: D;
  run(args: z.output<I>, context: ToolContext): Promise<Found<z.input<D>>>;
};

/** A tool with typed arguments, which are checked before it runs. */
export function defineTool<I extends z.ZodObject, D extends z.ZodObject>(tool: Described<I, D>): Tool {
  return {
    writes: false,
    ...tool,
    run: async (args, context) => tool.run(argumentsOf(tool.input, args), context),
  };
}

function argumentsOf<I extends z.ZodObject>(format: I, args: unknown): z.output<I> {
  const parsed = format.safeParse(args ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const names = Object.keys(format.shape).join(', ') || 'none';
  if (issue?.code === 'unrecognized_keys')
    throw new ToolError(`there is no argument ${issue.keys[0]?.slice(0, 100)}; arguments: ${names}`);
  throw new ToolError(`${issue?.path.join('.') || 'the arguments'}: ${issue?.message ?? 'not valid'}`);
}
