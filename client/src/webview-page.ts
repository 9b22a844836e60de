import * as vscode from 'vscode';
import type { Server } from './server.ts';

interface WebviewPage {
  readonly dist: vscode.Uri;
  /** Its script and its style. */
  readonly name: string;
  readonly title: string;
  /** HTML of ours that the script fills. */
  readonly content?: string;
}

/** A page of ours: without network, without inline script, on the editor's own fonts and icons. The texts of its language come with it, as data. */
export function webviewPage(
  webview: vscode.Webview,
  { dist, name, title, content = pageOf(name) }: WebviewPage,
): string {
  const at = (...path: string[]) => webview.asWebviewUri(vscode.Uri.joinPath(dist, ...path)).toString();
  const nonce = crypto.randomUUID();
  const csp = `default-src 'none'; style-src ${webview.cspSource} 'nonce-${nonce}'; font-src ${webview.cspSource}; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none';`;
  const { bundle } = vscode.l10n;
  return `<!DOCTYPE html>
<html lang="${bundle ? escaped(vscode.env.language) : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${csp}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${at('codicon.css')}">
<link rel="stylesheet" href="${at('webview', `${name}.css`)}">
<title>${title}</title>
<script nonce="${nonce}" type="application/json" id="bundle">${inScript(bundle ?? {})}</script>
</head>
<body>
${content}
<script nonce="${nonce}" src="${at('webview', `${name}.js`)}"></script>
</body>
</html>`;
}

/** JSON that cannot end the element that it stands in. */
function inScript(value: object): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

function escaped(language: string): string {
  return language.replace(/[^\w-]/g, '');
}

function pageOf(name: string): string {
  return `<main id="${name}"></main>\n<div id="announce" class="hidden" role="status"></div>`;
}

/** Opens a file of a workspace folder at a line (from 1). A path that leads out of the folder opens nothing. */
export async function openPlace(folder: string, { file, line }: { file: string; line: number }): Promise<void> {
  if (file.startsWith('/') || file.split(/[/\\]/).includes('..'))
    throw new Error(vscode.l10n.t('{0} is not in the folder', file));
  const at = new vscode.Position(Math.max(0, line - 1), 0);
  const uri = vscode.Uri.joinPath(vscode.Uri.parse(folder), file);
  await vscode.window.showTextDocument(uri, { selection: new vscode.Range(at, at), preview: true });
}

/** Keeps a panel current: asks again when something has changed, while it is seen; one request at a time, and one more when a change came meanwhile. */
export function keepCurrent(
  panel: vscode.WebviewPanel,
  server: Server,
  load: () => Promise<void>,
): () => Promise<void> {
  let running: Promise<void> | undefined;
  let again = false;
  const run = async (): Promise<void> => {
    do {
      again = false;
      await load();
    } while (again);
  };
  const reload = () => {
    if (running) again = true;
    else running = run().finally(() => (running = undefined));
    return running ?? Promise.resolve();
  };
  let missed = false;
  const listening = vscode.Disposable.from(
    server.onChanged(({ what }) => {
      if (!what.some((each) => each !== 'guide')) return;
      if (panel.visible) void reload();
      else missed = true;
    }),
    panel.onDidChangeViewState(() => {
      if (!panel.visible || !missed) return;
      missed = false;
      void reload();
    }),
  );
  panel.onDidDispose(() => listening.dispose());
  return reload;
}
