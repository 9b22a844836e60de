import type * as z from 'zod';

/** Reads a file of ours in JSON under its format. Throws with a sentence for people where a text is none. */
export function readJson<T extends z.ZodType>(text: string, format: T): z.output<T> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`it is not JSON: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  const read = format.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Error(`${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'it has another form'}`);
}
