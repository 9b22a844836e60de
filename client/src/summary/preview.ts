import * as vscode from 'vscode';
import { method, type ServiceParams } from '../../../server/src/protocol.ts';
import type { PreviewView } from '../../../server/src/protocol/summary.ts';
import { orTell } from '../places.ts';
import type { Server } from '../server.ts';
import { keepCurrent, openPlace, webviewPage } from '../webview-page.ts';
import type { FromPreview, ToPreview } from './messages.ts';
import { pickService } from './service.ts';

/** The consultation summary as it would be exported now, beside the editor; it follows code, checklist and notes. */
export function registerPreview(server: Server, context: vscode.ExtensionContext): vscode.Disposable {
  const dist = vscode.Uri.joinPath(context.extensionUri, 'dist');
  let open: Preview | undefined;
  const fill = (panel: vscode.WebviewPanel, wanted: ServiceParams) => {
    open = openPreview(server, panel, wanted);
    panel.onDidDispose(() => (open = undefined));
    panel.webview.html = webviewPage(panel.webview, {
      dist,
      name: 'summary',
      title: vscode.l10n.t('Consultation Summary'),
    });
  };
  const options = { enableScripts: true, localResourceRoots: [dist] };
  return vscode.Disposable.from(
    { dispose: () => open?.panel.dispose() },
    vscode.window.registerWebviewPanelSerializer('prr.summary', {
      async deserializeWebviewPanel(panel, state: ServiceParams | undefined) {
        panel.webview.options = options;
        fill(panel, state ?? {});
      },
    }),
    vscode.commands.registerCommand('prr.previewSummary', (given?: ServiceParams) =>
      orTell(async () => {
        const wanted =
          given?.service === undefined
            ? await pickService(server, {
                title: vscode.l10n.t('Preview the summary of'),
                state: context.workspaceState,
              })
            : given;
        if (!wanted) return;
        if (open) {
          open.panel.reveal(undefined, true);
          open.show(wanted);
          return;
        }
        const column = vscode.window.activeTextEditor ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
        const kept = { ...options, retainContextWhenHidden: true, enableFindWidget: true };
        fill(vscode.window.createWebviewPanel('prr.summary', vscode.l10n.t('Summary'), column, kept), wanted);
      }),
    ),
  );
}

interface Preview {
  readonly panel: vscode.WebviewPanel;
  show(wanted: ServiceParams): void;
}

function openPreview(server: Server, panel: vscode.WebviewPanel, first: ServiceParams): Preview {
  let wanted = first;
  const post = (message: ToPreview) => void panel.webview.postMessage(message);
  const load = keepCurrent(panel, server, async () => {
    try {
      const view = await server.request<PreviewView>(method.preview, wanted);
      wanted = { service: view.service, folder: view.folder };
      panel.title = vscode.l10n.t('Summary: {0}', view.title);
      post({ type: 'preview', view });
    } catch (error) {
      post({ type: 'error', message: error instanceof Error ? error.message : String(error) });
    }
  });
  const receive = async (message: FromPreview): Promise<unknown> => {
    switch (message.type) {
      case 'ready':
        return load();
      case 'place':
        return wanted.folder === undefined ? undefined : openPlace(wanted.folder, message);
      case 'export':
        return vscode.commands.executeCommand('prr.exportSummary', {
          ...wanted,
          ...(message.format === undefined ? {} : { format: message.format }),
        });
      case 'overview':
        return vscode.commands.executeCommand('prr.showOverview', wanted);
    }
  };
  panel.webview.onDidReceiveMessage((message: FromPreview) => void orTell(() => receive(message)));
  return {
    panel,
    show(next) {
      wanted = next;
      void load();
    },
  };
}
