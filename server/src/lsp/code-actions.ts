import { CodeActionKind, type CodeAction, type Diagnostic } from 'vscode-languageserver';
import type { Finding } from '../model/site.ts';
import type { Rule } from '../model/rule.ts';
import { suppressionEdit } from '../facts/suppressions.ts';
import { command } from '../protocol.ts';
import { lines, source, workspaceEdit } from './convert.ts';
import type { Context, OpenDocument } from './context.ts';

/** Fix, fix all of a kind in the file, ignore with a reason, note at this line, open the Guide. */
export function registerCodeActions(context: Context): void {
  context.connection.onCodeAction(
    context.guard('code actions', [], async ({ textDocument, range, context: asked }): Promise<CodeAction[]> => {
      const document = await context.document(textDocument.uri);
      const text = await document?.core.live.text(document.file);
      if (!document || text === undefined) return [];
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
        actions.push(
          ...(await actionsFor(finding, rule, { context, document, diagnostics, text, uri: textDocument.uri })),
        );
      }
      for (const problem of (await document.core.guidePageProblems(document.file, text)) ?? []) {
        if (problem.span.start > end || problem.span.end < start) continue;
        for (const fix of problem.fixes ?? [])
          actions.push({
            title: fix.title,
            kind: CodeActionKind.QuickFix,
            diagnostics: asked.diagnostics.filter((each) => each.source === source && each.message === problem.message),
            edit: await workspaceEdit([fix], document.folder.path, document.at),
          });
      }
      if (context.commands && range.start.line === range.end.line && findings.length > 0) {
        const title = 'Write a consultation note at this line';
        actions.push({
          title,
          kind: CodeActionKind.QuickFix,
          // Where only one fault is meant, the note says which.
          command: {
            title,
            command: command.addNote,
            arguments: [textDocument.uri, range.start.line, ...about(findings)],
          },
        });
      }
      return actions.filter((action) => !asked.only || asked.only.some((kind) => action.kind?.startsWith(kind)));
    }),
  );
}

function about(findings: readonly Finding[]): { rule: string }[] {
  const rules = [...new Set(findings.map((finding) => finding.rule))];
  return rules.length === 1 && rules[0] !== undefined ? [{ rule: rules[0] }] : [];
}

interface Here {
  readonly context: Context;
  readonly document: OpenDocument;
  readonly diagnostics: Diagnostic[];
  readonly text: string;
  readonly uri: string;
}

async function actionsFor(
  finding: Finding,
  rule: Rule,
  { context, document, diagnostics, text, uri }: Here,
): Promise<CodeAction[]> {
  const { core, folder, file, at } = document;
  const kind = CodeActionKind.QuickFix;
  const actions: CodeAction[] = [];
  for (const [index, fix] of finding.fixes.entries()) {
    const edit = await workspaceEdit([fix], folder.path, at);
    actions.push({ title: fix.title, kind, diagnostics, edit, ...(index === 0 ? { isPreferred: true } : {}) });
  }
  const alike = core
    .findings(file)
    .filter((each) => each.rule === finding.rule && !each.suppressed && each.fixes.length > 0);
  if (finding.fixes.length > 0 && alike.length > 1) {
    const fixes = alike.flatMap((each) => each.fixes.slice(0, 1));
    const title = `Fix all ${alike.length} of ${rule.id} in this file`;
    actions.push({ title, kind, diagnostics, edit: await workspaceEdit(distinct(fixes), folder.path, at) });
  }
  const suppression = suppressionEdit(file, text, { rule: rule.id, offset: finding.span.start });
  if (suppression) {
    const title = `Ignore ${rule.id} here, with a reason`;
    const change = { title, safety: 'safe' as const, changes: [{ file, edits: [suppression.edit] }] };
    actions.push(
      context.commands
        ? {
            title,
            kind,
            diagnostics,
            command: {
              title,
              command: command.suppress,
              arguments: [uri, (await at.range(finding)).start.line, suppression.lead, suppression.trail],
            },
          }
        : { title, kind, diagnostics, edit: await workspaceEdit([change], folder.path, at) },
    );
  }
  if (context.commands) {
    const title = `Open the Guide: ${rule.docs.guide}`;
    actions.push({
      title,
      kind,
      diagnostics,
      command: { title, command: command.openGuide, arguments: [rule.docs.guide] },
    });
  }
  return actions;
}

/** Fixes that bring the same edit (an import that each of them adds) bring it once. */
function distinct(fixes: readonly Finding['fixes'][number][]): Finding['fixes'] {
  const seen = new Set<string>();
  return fixes.map((fix) => ({
    ...fix,
    changes: fix.changes.map((change) => {
      if (!('edits' in change)) return change;
      const edits = change.edits.filter((edit) => {
        const key = JSON.stringify([change.file, edit]);
        return seen.has(key) ? false : Boolean(seen.add(key));
      });
      return { file: change.file, edits };
    }),
  }));
}
