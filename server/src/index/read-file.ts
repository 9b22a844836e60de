import type { Extractor } from '../facts/extract.ts';
import { languageOf } from '../facts/extractor.ts';
import { mayBeLoadTest } from '../facts/people/load-test-files.ts';
import { extractLinks } from '../facts/links/links.ts';
import type { FileFacts, FileRole } from '../model/fact.ts';
import { roleOfText } from '../workspace/policy.ts';
import type { FileText } from '../workspace/workspace.ts';

/** What to do with the files of a scan. */
export interface ReadOptions {
  /** Also read files whose role is not `source`. */
  readonly everything: boolean;
  /** False for a text that cannot hold a fact, so that it need not be parsed. */
  mayHoldFacts(file: string, text: string): boolean;
}

/** The facts of a file that was read; a file that could not be read gives a trouble, so that it can be said. */
export async function factsOf(
  { file, role }: { file: string; role: FileRole },
  content: FileText,
  { extractor, options }: { extractor: Extractor; options: ReadOptions },
): Promise<FileFacts> {
  if ('problem' in content) {
    const { problem: trouble, message } = content;
    return { file, role, facts: [{ kind: 'trouble', trouble, span: { start: 0, end: 0 }, message }] };
  }
  const actual = roleOfText(role, file, content.text);
  if (!options.everything && actual !== 'source') {
    const isTest = role === 'source' && actual === 'test';
    if ((!isTest && !mayBeLoadTest(file)) || !options.mayHoldFacts(file, content.text))
      return { file, role: actual, facts: [] };
    const { facts } = await extractor.extract({ file, text: content.text, role: actual });
    return { file, role: actual, facts: facts.filter(({ kind }) => kind === 'load-test') };
  }
  if (!options.mayHoldFacts(file, content.text)) {
    // Nothing in it is judged, and it is a part of what a program runs all the same.
    const language = languageOf(file);
    return { file, role: actual, facts: language ? extractLinks(language, content.text) : [] };
  }
  return extractor.extract({ file, text: content.text, role: actual });
}
