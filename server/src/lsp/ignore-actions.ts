import { CodeActionKind, type CodeAction, type Diagnostic } from 'vscode-languageserver';
import { fileSuppressionEdit, suppressionEdit, type SuppressionEdit } from '../facts/suppressions.ts';
import type { Fix } from '../model/site.ts';
import type { Finding } from '../model/site.ts';
import { teamFolder } from '../model/team-folder.ts';
import { command } from '../protocol.ts';
import { readYamlData } from '../syntax/yaml-data.ts';
import type { Context, OpenDocument } from './context.ts';
import { lines } from './convert.ts';
import { say } from '../words/say.ts';

export interface ActionPlace {
  readonly context: Context;
  readonly document: OpenDocument;
  readonly diagnostics: Diagnostic[];
  readonly text: string;
  readonly uri: string;
  /** A quick fix that makes these changes; none where the client cannot make them. */
  edited(title: string, fixes: readonly Fix[]): Promise<CodeAction[]>;
}

const settingsFile = `${teamFolder}/settings.yaml`;

/** Ignore a finding where it is, ignore its rule in the file, turn its rule off. */
export async function ignoreActions({ rule, span }: Finding, place: ActionPlace): Promise<CodeAction[]> {
  const { file } = place.document;
  const here = suppressionEdit(file, place.text, { rule, offset: span.start });
  const inFile = fileSuppressionEdit(file, place.text, rule);
  return [
    ...(here ? await suppressing(place.context.words.shown(say('editor.ignore-here', { rule })), here, place) : []),
    ...(inFile
      ? await suppressing(place.context.words.shown(say('editor.ignore-in-file', { rule })), inFile, place)
      : []),
    ...(await turningOff(rule, place)),
  ];
}

async function suppressing(
  title: string,
  { edit, lead, trail }: SuppressionEdit,
  { context, document, diagnostics, text, uri, edited }: ActionPlace,
): Promise<CodeAction[]> {
  if (!context.commands)
    return edited(title, [{ title, safety: 'safe', changes: [{ file: document.file, edits: [edit] }] }]);
  const { line } = lines(text).range(edit.span).start;
  const carriedOut = { title, command: command.suppress, arguments: [uri, line, lead, trail] };
  return [{ title, kind: CodeActionKind.QuickFix, diagnostics, command: carriedOut }];
}

/** In the settings of the editor where these are ours to change, otherwise in those of the team. */
async function turningOff(
  rule: string,
  { context, document, diagnostics, uri, edited }: ActionPlace,
): Promise<CodeAction[]> {
  const title = context.words.shown(say('editor.turn-off', { rule }));
  if (context.commands) {
    const carriedOut = { title, command: command.turnRuleOff, arguments: [uri, rule] };
    return [{ title, kind: CodeActionKind.QuickFix, diagnostics, command: carriedOut }];
  }
  // A document that belongs to no folder has no settings of a team.
  if (document.folder.loose) return [];
  const before = await document.core.live.text(settingsFile);
  if (before === undefined) {
    const create = `rules:\n  ${rule}: off\n`;
    return edited(title, [{ title, safety: 'safe', changes: [{ file: settingsFile, create }] }]);
  }
  const after = withRuleOff(before, rule);
  if (after === undefined) return [];
  const edits = [{ span: { start: 0, end: before.length }, text: after }];
  return edited(title, [{ title, safety: 'safe', changes: [{ file: settingsFile, edits }] }]);
}

/** Undefined for a file with mistakes, which people must fix first. */
function withRuleOff(text: string, rule: string): string | undefined {
  const data = readYamlData(text);
  if (data.errors.length > 0) return undefined;
  try {
    return data.edit([{ path: ['rules', rule], value: 'off' }]);
  } catch {
    return undefined;
  }
}
