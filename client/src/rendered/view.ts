import * as vscode from 'vscode';
import { method } from '../../../server/src/protocol.ts';
import type { RenderedParams, RenderedView } from '../../../server/src/protocol/rendered.ts';
import { orTell } from '../places.ts';
import { isRead } from '../host.ts';
import type { Server } from '../server.ts';

const scheme = 'prr-rendered';

/** Shows what a template, values file or patch is rendered to in a read-only document beside it, and keeps it in step. */
export function registerRendered(server: Server): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const ask = (params: RenderedParams) => server.request<RenderedView | null>(method.rendered, params);
  const provider: vscode.TextDocumentContentProvider = {
    onDidChange: changed.event,
    async provideTextDocumentContent(uri) {
      const { source, environment } = sourceOf(uri);
      const view = await ask({ uri: source, environment });
      return view ? withProblems(view) : `# ${vscode.l10n.t('Nothing is rendered from this file.')}\n`;
    },
  };
  return vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(scheme, provider),
    server.onChanged(() => {
      for (const { uri } of vscode.workspace.textDocuments) if (uri.scheme === scheme) changed.fire(uri);
    }),
    vscode.commands.registerCommand('prr.showRendered', () => orTell(() => show(ask))),
  );
}

async function show(ask: (params: RenderedParams) => Promise<RenderedView | null>): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor || !isRead(editor.document.uri)) return;
  const uri = editor.document.uri.toString();
  const position = { line: editor.selection.active.line, character: editor.selection.active.character };
  const first = await ask({ uri, position });
  if (!first) throw new Error(vscode.l10n.t('nothing is rendered from this file: it belongs to no chart or overlay'));
  const environment = await chooseEnvironment(first);
  if (environment === undefined) return;
  const view = environment === first.environment ? first : ((await ask({ uri, position, environment })) ?? first);
  const target = renderedUri(editor.document.uri, environment);
  const document = await vscode.workspace.openTextDocument(target);
  await vscode.languages.setTextDocumentLanguage(document, 'yaml');
  const line = withLine(view);
  await vscode.window.showTextDocument(document, {
    viewColumn: vscode.ViewColumn.Beside,
    preserveFocus: true,
    ...(line === undefined ? {} : { selection: new vscode.Range(line, 0, line, 0) }),
  });
}

/** Undefined where the picker is left. */
async function chooseEnvironment({ environments, environment }: RenderedView): Promise<string | undefined> {
  if (environments.length < 2) return environment;
  const picks = environments.map((each) => ({ label: each === '' ? vscode.l10n.t('Default values') : each, each }));
  const chosen = await vscode.window.showQuickPick(
    picks.toSorted((a, b) => Number(b.each === environment) - Number(a.each === environment)),
    { title: vscode.l10n.t('Show Rendered Objects'), placeHolder: vscode.l10n.t('The environment to render for') },
  );
  return chosen?.each;
}

/** `prr-rendered:/chart/templates/deployment.yaml (values-prod.yaml)?SOURCE#…`: the title of the tab is its last part. */
function renderedUri(source: vscode.Uri, environment: string): vscode.Uri {
  const name = environment === '' ? '' : ` (${environment.slice(environment.lastIndexOf('/') + 1)})`;
  return vscode.Uri.from({
    scheme,
    path: `${source.path}${name}`,
    query: JSON.stringify({ source: source.toString(), environment }),
  });
}

function sourceOf({ query }: vscode.Uri): { source: string; environment: string } {
  return JSON.parse(query) as { source: string; environment: string };
}

function withProblems({ problems, text }: RenderedView): string {
  return headOf(problems) + text;
}

function headOf(problems: readonly string[]): string {
  return problems.map((each) => `# ${each.replaceAll('\n', ' ')}\n`).join('');
}

function withLine({ line, problems }: RenderedView): number | undefined {
  return line === undefined ? undefined : line + problems.length;
}
