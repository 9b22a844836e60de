import * as vscode from 'vscode';
import { command, method, type ServiceParams } from '../../../server/src/protocol.ts';
import type { OverviewView } from '../../../server/src/protocol/overview.ts';
import { orTell } from '../places.ts';
import type { Server } from '../server.ts';
import { keepCurrent, openPlace, webviewPage } from '../webview-page.ts';
import type { FromOverview, ToOverview } from './messages.ts';

/** The overview of a service in an editor tab, kept current; the list of all where none is chosen. */
export function registerOverview(server: Server, context: vscode.ExtensionContext): vscode.Disposable {
  const dist = vscode.Uri.joinPath(context.extensionUri, 'dist');
  let open: Overview | undefined;
  const fill = (panel: vscode.WebviewPanel, wanted: ServiceParams) => {
    open = openOverview(server, panel, wanted);
    panel.onDidDispose(() => (open = undefined));
    panel.webview.html = webviewPage(panel.webview, { dist, name: 'overview', title: vscode.l10n.t('Overview') });
  };
  const options = { enableScripts: true, localResourceRoots: [dist] };
  return vscode.Disposable.from(
    { dispose: () => open?.panel.dispose() },
    vscode.window.registerWebviewPanelSerializer('prr.overview', {
      async deserializeWebviewPanel(panel, state: unknown) {
        panel.webview.options = options;
        fill(panel, chosenBy(state) ?? {});
      },
    }),
    vscode.commands.registerCommand('prr.showOverview', (given?: ServiceParams) => {
      const wanted = chosenBy(given) ?? {};
      if (open) {
        open.panel.reveal();
        open.show(wanted);
        return;
      }
      const column = vscode.ViewColumn.Active;
      const kept = { ...options, retainContextWhenHidden: true };
      fill(vscode.window.createWebviewPanel('prr.overview', vscode.l10n.t('Overview'), column, kept), wanted);
    }),
  );
}

/** A menu hands over what was clicked, which need not be a service. */
function chosenBy(given: unknown): ServiceParams | undefined {
  const { service, folder } = (given ?? {}) as Record<string, unknown>;
  if (typeof service !== 'string') return undefined;
  return { service, ...(typeof folder === 'string' ? { folder } : {}) };
}

interface Overview {
  readonly panel: vscode.WebviewPanel;
  show(wanted: ServiceParams): void;
}

function openOverview(server: Server, panel: vscode.WebviewPanel, first: ServiceParams): Overview {
  let wanted = first;
  let chosen: { service: string; folder: string } | undefined;
  const post = (message: ToOverview) => void panel.webview.postMessage(message);
  const load = keepCurrent(panel, server, async () => {
    try {
      const view = await server.request<OverviewView>(method.overview, wanted);
      chosen = view.chosen && { service: view.chosen.service, folder: view.chosen.folder };
      panel.title = chosen ? vscode.l10n.t('Overview: {0}', chosen.service) : vscode.l10n.t('Overview');
      post({ type: 'overview', view });
    } catch (error) {
      post({ type: 'error', message: error instanceof Error ? error.message : String(error) });
    }
  });
  const show = (next: ServiceParams) => {
    wanted = next;
    void load();
  };
  const receive = async (message: FromOverview): Promise<unknown> => {
    switch (message.type) {
      case 'ready':
        return load();
      case 'all':
        return show({});
      case 'service':
        return show({ service: message.service, folder: message.folder });
      case 'picture':
        return vscode.commands.executeCommand('prr.showPicture', message);
      case 'place':
        return chosen && openPlace(chosen.folder, message);
      case 'item': {
        const { item, aspect } = message;
        const part = { ...(item === undefined ? {} : { item }), ...(aspect === undefined ? {} : { aspect }) };
        return vscode.commands.executeCommand('prr.showItem', { ...chosen, ...part });
      }
      case 'field':
        return vscode.commands.executeCommand('prr.setProfile', { ...chosen, field: message.field });
      case 'guide':
        return vscode.commands.executeCommand(command.openGuide, message.ref);
      case 'notes':
        return vscode.commands.executeCommand('prr.notes.focus');
      case 'engagement':
        return vscode.commands.executeCommand('prr.showEngagement', chosen);
      case 'export':
        return vscode.commands.executeCommand('prr.exportSummary', chosen);
      case 'preview':
        return vscode.commands.executeCommand('prr.previewSummary', chosen);
      case 'read':
        return vscode.commands.executeCommand('prr.showStatus');
      case 'log':
        return vscode.commands.executeCommand('prr.showLog');
    }
  };
  panel.webview.onDidReceiveMessage((message: FromOverview) => void orTell(() => receive(message)));
  return { panel, show };
}
