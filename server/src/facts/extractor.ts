import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Fact, FileFacts } from '../model/fact.ts';
import type { CodeReader } from '../syntax/code/reader.ts';
import type { CodeLanguage } from '../syntax/code/outline.ts';
import { TooMuch } from '../syntax/code/time-limit.ts';
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
]);

/** The language of a code file, by its name. */
export function languageOf(file: string): CodeLanguage | undefined {
  return codeLanguages.get(file.slice(file.lastIndexOf('.') + 1).toLowerCase());
}

/** The extractor for all kinds of file; an extractor that throws costs the facts of that file and becomes a trouble. */
export function createExtractor(reader: CodeReader, knowledge: Knowledge): Extractor {
  const facts = async (source: Source): Promise<Fact[]> => {
    const language = languageOf(source.file);
    // What reads a kind of file is loaded with the first such file: loading it all takes longer than a small check.
    if (!language) return (await import('./artefacts/extract.ts')).extractArtefact(source.file, source.text);
    const { extractCode } = await import('./code/extract.ts');
    const outline = await reader.read(language, source.text, source.keep ? source.file : undefined);
    return [...extractLinks(language, source.text), ...extractCode(outline, source.text, knowledge)];
  };
  return {
    async extract(source): Promise<FileFacts> {
      const own = await facts(source).catch((error: unknown): Fact[] => [
        {
          kind: 'trouble',
          trouble: error instanceof TooMuch ? error.trouble : 'crash',
          span: { start: 0, end: 0 },
          message: `could not be read: ${error instanceof Error ? error.message : String(error)}`,
        },
      ]);
      const all = [...own, ...extractSuppressions(source.text)].sort((a, b) => a.span.start - b.span.start);
      return { file: source.file, role: source.role, facts: all };
    },
    forget: (file) => reader.forget(file),
  };
}
