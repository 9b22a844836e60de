import { DiagnosticSeverity, DiagnosticTag, type Diagnostic } from 'vscode-languageserver';
import { visible } from '../report/terminal.ts';
import type { Language } from '../words/language.ts';
import type { OpenDocument } from './context.ts';
import { source } from './convert.ts';
import { say } from '../words/say.ts';

/** What is worth knowing of values in an open document, without being a finding: keys that nothing reads, and values that nothing sets. */
export async function valueNotes({ core, file, at }: OpenDocument, words: Language): Promise<Diagnostic[]> {
  if (!core.live.complete || !/\.(ya?ml|tpl|txt)$/.test(file)) return [];
  const names = await core.live.renderings.names(file);
  const own = <T extends { readonly file: string }>(notes: readonly T[]) => notes.filter((note) => note.file === file);
  return Promise.all([
    ...own(names.flatMap(({ unused }) => unused)).map(async (note) => ({
      range: await at.range(note),
      severity: DiagnosticSeverity.Hint,
      tags: [DiagnosticTag.Unnecessary],
      source,
      message: visible(words.shown(say('editor.unused-key', { path: note.path }))),
    })),
    ...own(names.flatMap(({ unset }) => unset)).map(async (note) => ({
      range: await at.range(note),
      severity: DiagnosticSeverity.Information,
      source,
      message: visible(words.shown(say('editor.unset-value', { path: note.path }))),
    })),
  ]);
}
