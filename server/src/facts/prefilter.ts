import type { Knowledge } from '../knowledge/knowledge.ts';

/** File names and extensions that an extractor reads. */
const readable = /\.(ts|mts|cts|tsx|js|mjs|cjs|jsx|go|py|ya?ml|json|md|markdown)$/i;
const code = /\.(ts|mts|cts|tsx|js|mjs|cjs|jsx|go|py)$/i;

/** Words without which code holds no fact about errors, whatever its libraries. */
const errorWords = ['catch', 'finally', 'err', 'except', 'suppress', 'prr-ignore'];

/** Whether an extractor reads files of this name at all. */
export function isReadable(file: string): boolean {
  return readable.test(file);
}

/** Words of which one occurs in every code file that can give a fact. */
export function triggerWords(knowledge: Knowledge): readonly string[] {
  return [...new Set([...errorWords, ...knowledge.triggers])];
}

/**
 * A quick look at a text before it is parsed, compiled from the trigger words:
 * false only for a text that cannot give a fact.
 */
export function compilePrefilter(knowledge: Knowledge): (file: string, text: string) => boolean {
  const pattern = new RegExp(
    triggerWords(knowledge)
      .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('|'),
  );
  return (file, text) => !code.test(file) || pattern.test(text);
}
