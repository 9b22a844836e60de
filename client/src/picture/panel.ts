import * as vscode from 'vscode';
import { method, type LocationView } from '../../../server/src/protocol.ts';
import type { PictureParams, PictureView } from '../../../server/src/protocol/picture.ts';
import { orTell, reveal } from '../places.ts';
import type { Server } from '../server.ts';
import { keepCurrent, webviewPage } from '../webview-page.ts';
import type { FromPicture, ToPicture } from './messages.ts';

/** The production picture in an editor tab, kept current. */
export function registerPicture(server: Server, context: vscode.ExtensionContext): vscode.Disposable {
  const dist = vscode.Uri.joinPath(context.extensionUri, 'dist');
  let open: Picture | undefined;
  const fill = (panel: vscode.WebviewPanel, wanted: PictureParams) => {
    open = openPicture(server, panel, wanted);
    panel.onDidDispose(() => (open = undefined));
    panel.webview.html = webviewPage(panel.webview, {
      dist,
      name: 'picture',
      title: vscode.l10n.t('Production Picture'),
    });
  };
  const options = { enableScripts: true, localResourceRoots: [dist] };
  return vscode.Disposable.from(
    { dispose: () => open?.panel.dispose() },
    vscode.window.registerWebviewPanelSerializer('prr.picture', {
      async deserializeWebviewPanel(panel, state: unknown) {
        panel.webview.options = options;
        fill(panel, wantedBy(state));
      },
    }),
    vscode.commands.registerCommand('prr.showPicture', (given?: unknown) => {
      const wanted = wantedBy(given);
      if (open) {
        open.panel.reveal();
        if (wanted.service !== undefined || wanted.folder !== undefined) open.show(wanted);
        return;
      }
      const column = vscode.ViewColumn.Active;
      const kept = { ...options, retainContextWhenHidden: true };
      fill(vscode.window.createWebviewPanel('prr.picture', vscode.l10n.t('Production Picture'), column, kept), wanted);
    }),
  );
}

/** A menu passes what was clicked, which need not be a filter. */
function wantedBy(given: unknown): PictureParams {
  const { folder, environment, service, open } = (given ?? {}) as Record<string, unknown>;
  return {
    ...(typeof folder === 'string' ? { folder } : {}),
    ...(typeof environment === 'string' ? { environment } : {}),
    ...(typeof service === 'string' ? { service } : {}),
    ...(Array.isArray(open) ? { open: open.filter((each) => typeof each === 'string') } : {}),
  };
}

interface Picture {
  readonly panel: vscode.WebviewPanel;
  show(wanted: PictureParams): void;
}

function openPicture(server: Server, panel: vscode.WebviewPanel, first: PictureParams): Picture {
  let wanted = first;
  let folder = first.folder;
  const post = (message: ToPicture) => void panel.webview.postMessage(message);
  const load = keepCurrent(panel, server, async () => {
    try {
      const view = await server.request<PictureView>(method.picture, wanted);
      ({ folder } = view);
      post({ type: 'picture', view });
    } catch (error) {
      post({ type: 'error', message: error instanceof Error ? error.message : String(error) });
    }
  });
  const show = (next: PictureParams) => {
    wanted = next;
    void load();
  };
  const receive = async (message: FromPicture): Promise<unknown> => {
    switch (message.type) {
      case 'ready':
        return load();
      case 'ask':
        return show(wantedBy(message.wanted));
      case 'places':
        return openPlaces(message.of, message.places);
      case 'copy': {
        const { format } = message;
        await vscode.env.clipboard.writeText(await server.request<string>(method.pictureText, { ...wanted, format }));
        const name = format === 'dot' ? 'DOT' : 'Mermaid';
        return void vscode.window.setStatusBarMessage(
          vscode.l10n.t('The production picture was copied as {0}', name),
          5000,
        );
      }
      case 'overview': {
        const { service } = message;
        const chosen = service === undefined ? undefined : { service, ...(folder === undefined ? {} : { folder }) };
        return vscode.commands.executeCommand('prr.showOverview', chosen);
      }
      case 'read':
        return vscode.commands.executeCommand('prr.showStatus');
      case 'log':
        return vscode.commands.executeCommand('prr.showLog');
    }
  };
  panel.webview.onDidReceiveMessage((message: FromPicture) => void orTell(() => receive(message)));
  return { panel, show };
}

/** Opens the place, or asks which one where there are several. Only files of the workspace are opened. */
async function openPlaces(of: string, places: readonly LocationView[]): Promise<void> {
  const own = places.filter(({ uri }) => vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(uri)) !== undefined);
  const [first] = own;
  if (own.length < 2) return first && reveal(first);
  const items = own.map((at) => ({ label: `${at.path}:${at.line + 1}`, at }));
  const chosen = await vscode.window.showQuickPick(items, { title: of, placeHolder: vscode.l10n.t('Open a location') });
  if (chosen) await reveal(chosen.at);
}
