import type { CodeReader } from './code/reader.ts';
import type { GrammarSource } from './code/instance.ts';

/** The code reader, loaded with its parser when the first file is read: a check that finds all facts in its cache needs neither. */
export function openLateReader(grammars: GrammarSource): CodeReader {
  let opened: Promise<CodeReader> | undefined;
  const open = async () => (await import('./code/reader.ts')).openCodeReader(grammars);
  return {
    read: async (...source) => (await (opened ??= open())).read(...source),
    forget: (keep) => void opened?.then((reader) => reader.forget(keep)),
  };
}
