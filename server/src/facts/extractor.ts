import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Fact, FileFacts, Trouble } from '../model/fact.ts';
import { utf8Length } from '../model/text-bytes.ts';
import { readCode } from '../syntax/code/reader.ts';
import type { CodeLanguage } from '../syntax/code/outline.ts';
import { asTooMuch } from '../syntax/code/effort.ts';
import { maxCodeBytes, maxFileBytes } from '../workspace/policy.ts';
import { tooLarge } from '../workspace/text.ts';
import type { Extractor, Source } from './extract.ts';
import { extractLinks } from './links/links.ts';
import { extractSuppressions } from './suppressions.ts';

/** Code languages by file extension, without the dot. */
export const codeLanguages: ReadonlyMap<string, CodeLanguage> = new Map([
  ['ts', 'typescript'],
  ['mts', 'typescript'],
  ['cts', 'typescript'],
  ['tsx', 'javascript'],
  ['js', 'javascript'],
  ['mjs', 'javascript'],
  ['cjs', 'javascript'],
  ['jsx', 'javascript'],
  ['go', 'go'],
  ['py', 'python'],
  ['java', 'java'],
  ['cs', 'csharp'],
]);

/** The language of a code file, by its name. */
export function languageOf(file: string): CodeLanguage | undefined {
  return codeLanguages.get(file.slice(file.lastIndexOf('.') + 1).toLowerCase());
}

/** The extractor for all kinds of file; an extractor that throws costs the facts of that file and becomes a trouble. */
export function createExtractor(knowledge: Knowledge): Extractor {
  const read = async (source: Source, language: CodeLanguage | undefined): Promise<readonly Fact[]> => {
    // What reads a kind of file is loaded with the first such file: loading it all takes longer than a small check.
    if (!language) return (await import('./artefacts/extract.ts')).extractArtefact(source.file, source.text);
    const { extractCode } = await import('./code/extract.ts');
    return extractCode(await readCode(language, source.text), source.text, knowledge);
  };
  return {
    async extract(source): Promise<FileFacts> {
      const { file, role, text } = source;
      const language = languageOf(file);
      const most = language ? maxCodeBytes : maxFileBytes;
      // A unit takes three bytes at most: few texts must be counted.
      const bytes = text.length * 3 > most ? utf8Length(text) : 0;
      if (bytes > most) return { file, role, facts: [trouble('too-large', tooLarge(bytes, most).message)] };
      const own = await read(source, language).catch((error: unknown) => [troubleOf(error)]);
      // A file that cannot be parsed is a part of what a program runs all the same.
      const links = language ? extractLinks(language, text) : [];
      const all = [...links, ...own, ...extractSuppressions(text)].sort((a, b) => a.span.start - b.span.start);
      return { file, role, facts: all };
    },
  };
}

/** What is said of a file that could not be read at all. */
function troubleOf(error: unknown): Fact {
  const tooMuch = asTooMuch(error);
  if (tooMuch) return trouble(tooMuch.trouble, `could not be read: ${tooMuch.message}`);
  if (isStackOverflow(error)) return trouble('too-deep', 'could not be read: it is nested too deeply');
  return trouble('crash', `could not be read: ${error instanceof Error ? error.message : String(error)}`);
}

function trouble(kind: Trouble['trouble'], message: string): Trouble {
  return { kind: 'trouble', trouble: kind, span: { start: 0, end: 0 }, message };
}

function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes('call stack');
}
