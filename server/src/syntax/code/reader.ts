import type { CodeLanguage, Outline } from './outline.ts';

/** Reads one language; throws `TooMuch` for a text that nests deeper than anybody writes. */
export type FrontEnd = (text: string) => Outline;

/** One line a language; each is loaded with the first file of its language. */
const frontEnds: ReadonlyMap<CodeLanguage, () => Promise<FrontEnd>> = new Map<CodeLanguage, () => Promise<FrontEnd>>([
  ['typescript', async () => (await import('./typescript/read.ts')).readTypeScript],
  ['javascript', async () => (await import('./typescript/read.ts')).readJavaScript],
  ['go', async () => (await import('./go/read.ts')).readGo],
  ['python', async () => (await import('./python/read.ts')).readPython],
  ['java', async () => (await import('./java/read.ts')).readJava],
  ['csharp', async () => (await import('./csharp/read.ts')).readCSharp],
]);

const opened = new Map<CodeLanguage, FrontEnd>();

/** The reader of a language. */
export async function frontEndOf(language: CodeLanguage): Promise<FrontEnd> {
  const before = opened.get(language);
  if (before) return before;
  const open = frontEnds.get(language);
  if (!open) throw new Error(`no front end for ${language}`);
  const read = await open();
  opened.set(language, read);
  return read;
}

/** The outline of a text. */
export async function readCode(language: CodeLanguage, text: string): Promise<Outline> {
  return (await frontEndOf(language))(text);
}
