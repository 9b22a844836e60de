import {
  CodeActionKind,
  ErrorCodes,
  ResponseError,
  type CodeAction,
  type CodeActionContext,
  type Command,
  type Range,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { Finding, Fix } from '../model/site.ts';
import type { Rule } from '../model/rule.ts';
import { command } from '../protocol.ts';
import { visible } from '../report/terminal.ts';
import { applyEditCommand, fixAllKind } from './abilities.ts';
import { lines, source, workspaceEdit } from './convert.ts';
import type { Context, OpenDocument } from './context.ts';
import { distinct, firstFixes } from './fix-all.ts';
import { ignoreActions, type ActionPlace } from './ignore-actions.ts';
import { record } from './well-formed.ts';
import { say } from '../words/say.ts';

/** Fix, fix all of a kind in the file, ignore with a reason, turn a rule off, note at this line, open the Guide. */
export function registerCodeActions(context: Context): void {
  const { connection } = context;
  connection.onCodeAction(
    context.guard('code actions', [], async ({ textDocument, range, context: asked }) => {
      const document = await context.document(textDocument.uri);
      const text = await document?.core.live.text(document.file);
      if (!document || text === undefined) return [];
      const wanted = { context, document, text, uri: textDocument.uri, asked };
      const actions = isOnlySource(asked.only) ? await fixAllActions(wanted) : await quickFixes(range, wanted);
      return actions.filter(({ kind }) => isAsked(kind, asked.only)).flatMap((action) => announced(action, context));
    }),
  );
  connection.onExecuteCommand(async ({ command: name, arguments: [edit] = [] }): Promise<null> => {
    if (name !== applyEditCommand || Object.keys(record(edit)).length === 0)
      throw new ResponseError(ErrorCodes.InvalidParams, `there is no command ${name} with such an argument`);
    await connection.workspace.applyEdit(edit as WorkspaceEdit);
    return null;
  });
}

interface Wanted extends Pick<ActionPlace, 'context' | 'document' | 'text' | 'uri'> {
  readonly asked: CodeActionContext;
}

async function quickFixes(range: Range, { context, document, text, uri, asked }: Wanted): Promise<CodeAction[]> {
  const position = lines(text);
  const start = position.offset(range.start);
  const end = position.offset(range.end);
  const findings = document.core
    .findings(document.file)
    .filter((finding) => !finding.suppressed && finding.span.start <= end && finding.span.end >= start);
  const actions: CodeAction[] = [];
  for (const finding of findings) {
    const rule = document.core.rules.find((each) => each.id === finding.rule);
    if (!rule) continue;
    const at = await document.at.range(finding);
    const diagnostics = asked.diagnostics.filter(
      (each) => each.source === source && each.code === finding.rule && each.range.start.line === at.start.line,
    );
    const edited = editing(context, document, { diagnostics });
    actions.push(...(await actionsFor(finding, rule, { context, document, diagnostics, text, uri, edited })));
  }
  for (const problem of (await document.core.guidePageProblems(document.file, text)) ?? []) {
    if (problem.span.start > end || problem.span.end < start) continue;
    const diagnostics = asked.diagnostics.filter(
      (each) => each.source === source && each.message === visible(context.words.shown(problem.message)),
    );
    for (const fix of problem.fixes ?? [])
      actions.push(...(await editing(context, document, { diagnostics })(fix.title, [fix])));
  }
  if (context.commands && range.start.line === range.end.line && findings.length > 0) {
    const title = context.words.shown(say('editor.write-a-note'));
    actions.push({
      title,
      kind: CodeActionKind.QuickFix,
      // Where only one fault is meant, the note says which.
      command: {
        title,
        command: command.addNote,
        arguments: [uri, range.start.line, ...about(findings)],
      },
    });
  }
  return actions;
}

async function fixAllActions({ context, document, asked }: Wanted): Promise<CodeAction[]> {
  // Who has each server fix what it can on save did not ask for limits that somebody should look at.
  const isSafeOnly = asked.only?.every((each) => each === CodeActionKind.SourceFixAll) === true;
  const fixes = firstFixes(document.core.findings(document.file), { isSafeOnly });
  if (fixes.length === 0) return [];
  const title = say('editor.fix-all');
  return editing(context, document, { kind: fixAllKind })(title, fixes);
}

/** Makes actions of fixes. */
function editing(
  { client, words }: Context,
  { folder, at }: OpenDocument,
  { kind = CodeActionKind.QuickFix, ...rest }: Pick<CodeAction, 'diagnostics' | 'kind'>,
): ActionPlace['edited'] {
  return async (title: string, fixes: readonly Fix[]) => {
    const edit = await workspaceEdit(fixes, { folder: folder.path, at, client });
    return edit ? [{ title: visible(words.shown(title)), kind, ...rest, edit }] : [];
  };
}

function about(findings: readonly Finding[]): { rule: string }[] {
  const rules = [...new Set(findings.map((finding) => finding.rule))];
  return rules.length === 1 && rules[0] !== undefined ? [{ rule: rules[0] }] : [];
}

async function actionsFor(finding: Finding, rule: Rule, place: ActionPlace): Promise<CodeAction[]> {
  const { context, diagnostics, edited } = place;
  const { core, file } = place.document;
  const actions: CodeAction[] = [];
  for (const [index, fix] of finding.fixes.entries()) {
    const isPreferred = index === 0 && context.client.preferredActions;
    const made = await edited(fix.title, [fix]);
    actions.push(...made.map((action) => ({ ...action, ...(isPreferred ? { isPreferred } : {}) })));
  }
  const alike = core
    .findings(file)
    .filter((each) => each.rule === finding.rule && !each.suppressed && each.fixes.length > 0);
  if (finding.fixes.length > 0 && alike.length > 1) {
    const fixes = alike.flatMap((each) => each.fixes.slice(0, 1));
    actions.push(...(await edited(say('editor.fix-all-of', { count: alike.length, rule: rule.id }), distinct(fixes))));
  }
  actions.push(...(await ignoreActions(finding, place)));
  if (context.commands) {
    const title = context.words.shown(say('editor.open-the-guide-at', { page: rule.docs.guide }));
    actions.push({
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics,
      command: { title, command: command.openGuide, arguments: [rule.docs.guide] },
    });
  }
  return actions;
}

/** A kind is asked for by itself and by what it is part of: `source.fixAll` asks for `source.fixAll.prr`, `quick` for nothing. */
function isAsked(kind: string | undefined, only: readonly string[] | undefined): boolean {
  return !only || only.some((each) => each === '' || kind === each || kind?.startsWith(`${each}.`) === true);
}

/** Source actions are offered only where they are asked for, as they are about the file and not the place. */
function isOnlySource(only: readonly string[] | undefined): boolean {
  const { Source } = CodeActionKind;
  return (
    only !== undefined && only.length > 0 && only.every((each) => each === Source || each.startsWith(`${Source}.`))
  );
}

/** The action as the client takes it. */
function announced(action: CodeAction, { client }: Context): (CodeAction | Command)[] {
  if (client.actionLiterals) return [action];
  if (action.command) return [action.command];
  if (!client.appliesEdits || !action.edit) return [];
  return [{ title: action.title, command: applyEditCommand, arguments: [action.edit] }];
}
