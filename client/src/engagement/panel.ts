import * as vscode from 'vscode';
import { command, method, type ServiceParams } from '../../../server/src/protocol.ts';
import type { ChangeView } from '../../../server/src/protocol/checklist.ts';
import type { ActParams, DraftParams, DraftView, EngagementPage } from '../../../server/src/protocol/engagement.ts';
import { author } from '../author.ts';
import { orTell } from '../places.ts';
import type { Server } from '../server.ts';
import type { Undo } from '../undo.ts';
import { partWords } from '../vocabulary.ts';
import { keepCurrent, openPlace, webviewPage } from '../webview-page.ts';
import type { FromEngagement, ToEngagement } from './messages.ts';

/** The pages of an engagement, as the command that opens one names them. */
const pages = Object.entries(partWords(vscode.l10n.t));

interface Ports {
  readonly server: Server;
  readonly context: vscode.ExtensionContext;
  readonly undo: Undo;
}

/** The engagement of a service in an editor tab, kept current: where it stands, the next step, and its parts with their forms. */
export function registerEngagement(server: Server, context: vscode.ExtensionContext, undo: Undo): vscode.Disposable {
  const dist = vscode.Uri.joinPath(context.extensionUri, 'dist');
  let open: Engagement | undefined;
  const fill = (panel: vscode.WebviewPanel, wanted: Wanted) => {
    open = openEngagement(panel, wanted, { server, context, undo });
    panel.onDidDispose(() => (open = undefined));
    panel.webview.html = webviewPage(panel.webview, { dist, name: 'engagement', title: vscode.l10n.t('Engagement') });
  };
  const options = { enableScripts: true, localResourceRoots: [dist] };
  const show = (wanted: Wanted) => {
    if (open) {
      open.panel.reveal();
      open.show(wanted);
      return;
    }
    const kept = { ...options, retainContextWhenHidden: true };
    fill(
      vscode.window.createWebviewPanel('prr.engagement', vscode.l10n.t('Engagement'), vscode.ViewColumn.Active, kept),
      wanted,
    );
  };
  return vscode.Disposable.from(
    { dispose: () => open?.panel.dispose() },
    vscode.window.registerWebviewPanelSerializer('prr.engagement', {
      async deserializeWebviewPanel(panel, state: unknown) {
        panel.webview.options = options;
        fill(panel, wantedBy(state));
      },
    }),
    vscode.commands.registerCommand('prr.showEngagement', (given?: unknown) => show(wantedBy(given))),
    vscode.commands.registerCommand('prr.openEngagementPage', async () => {
      const picks = pages.map(([part, label]) => ({ label, part }));
      const chosen = await vscode.window.showQuickPick(picks, { title: vscode.l10n.t('Open engagement page') });
      if (chosen) show({ part: chosen.part });
    }),
  );
}

interface Wanted extends ServiceParams {
  readonly part?: string;
}

/** A menu hands over what was clicked, which need not be a service. */
function wantedBy(given: unknown): Wanted {
  const { service, folder, part } = (given ?? {}) as Record<string, unknown>;
  return {
    ...(typeof service === 'string' ? { service } : {}),
    ...(typeof service === 'string' && typeof folder === 'string' ? { folder } : {}),
    ...(typeof part === 'string' ? { part } : {}),
  };
}

interface Engagement {
  readonly panel: vscode.WebviewPanel;
  show(wanted: Wanted): void;
}

function openEngagement(panel: vscode.WebviewPanel, first: Wanted, { server, context, undo }: Ports): Engagement {
  let wanted: ServiceParams = serviceIn(first);
  let part = first.part;
  let shown: { service: string; folder: string } | undefined;
  const post = (message: ToEngagement) => void panel.webview.postMessage(message);
  const load = keepCurrent(panel, server, async () => {
    try {
      const page = await server.request<EngagementPage>(method.engagement, wanted);
      shown = page.view && page.folder !== undefined ? { service: page.view.service, folder: page.folder } : undefined;
      panel.title = shown ? vscode.l10n.t('Engagement: {0}', shown.service) : vscode.l10n.t('Engagement');
      post({ type: 'engagement', page });
      if (part !== undefined) post({ type: 'part', part });
      part = undefined;
    } catch (error) {
      post({ type: 'error', message: wordsOf(error) });
    }
  });
  const show = (next: Wanted) => {
    ({ part } = next);
    if (next.service !== undefined) wanted = serviceIn(next);
    void load();
  };
  const act = async ({ key, title, service, folder, action, values }: Extract<FromEngagement, { type: 'act' }>) => {
    // The page may show another service by the time that a name was given.
    const target = shown;
    if (target?.service !== service || target.folder !== folder)
      return post({
        type: 'refused',
        key,
        message: target
          ? vscode.l10n.t('Not written: the page shows {0} now.', target.service)
          : vscode.l10n.t('Not written: the page shows nothing now.'),
      });
    try {
      const by = await author(context.globalState);
      if (by === undefined)
        return post({ type: 'refused', key, message: vscode.l10n.t('Not written: a name is needed.') });
      const given: ActParams = { ...target, action, values, by };
      undo.keep(await server.request<ChangeView>(method.act, given), title);
      // The form closes on a page that shows what was written: what is pressed next rests on that.
      await load();
      post({ type: 'acted', key });
    } catch (error) {
      post({ type: 'refused', key, message: wordsOf(error) });
    }
  };
  const receive = async (message: FromEngagement): Promise<unknown> => {
    switch (message.type) {
      case 'ready':
        return load();
      case 'service':
        return show({ service: message.service, folder: message.folder });
      case 'act':
        return act(message);
      case 'place':
        return shown && openPlace(shown.folder, message);
      case 'file':
        return shown && openKept(shown.folder, message.file);
      case 'item':
        return vscode.commands.executeCommand('prr.showItem', { ...shown, item: message.item });
      case 'guide':
        return vscode.commands.executeCommand(command.openGuide, message.ref);
      case 'link':
        return /^https?:\/\//.test(message.link) && vscode.env.openExternal(vscode.Uri.parse(message.link));
      case 'note':
        return shown && noteAt(shown, message);
      case 'draft': {
        if (!shown) return undefined;
        const { part: of, draft } = message;
        const params: DraftParams = { ...shown, part: of, draft };
        const { text, language } = await server.request<DraftView>(method.draft, params);
        const document = await vscode.workspace.openTextDocument({ content: text, language });
        return vscode.window.showTextDocument(document, { preview: false });
      }
      case 'undo':
        return vscode.commands.executeCommand('prr.undoAnswer');
      case 'overview':
        return vscode.commands.executeCommand('prr.showOverview', shown);
      case 'export':
        return vscode.commands.executeCommand('prr.exportSummary', shown);
      case 'read':
        return vscode.commands.executeCommand('prr.showStatus');
      case 'log':
        return vscode.commands.executeCommand('prr.showLog');
    }
  };
  panel.webview.onDidReceiveMessage((message: FromEngagement) => void orTell(() => receive(message)));
  return { panel, show };
}

/** Opens what keeps a part's words: a file, or a folder in the explorer; says so where nothing was written yet. */
async function openKept(folder: string, file: string): Promise<unknown> {
  if (file.split(/[/\\]/).includes('..')) throw new Error(vscode.l10n.t('{0} is not in the folder', file));
  const uri = vscode.Uri.joinPath(vscode.Uri.parse(folder), file);
  const stat = await vscode.workspace.fs.stat(uri).then(
    (found) => found,
    () => undefined,
  );
  if (stat?.type === vscode.FileType.Directory) return vscode.commands.executeCommand('revealInExplorer', uri);
  if (stat) return openPlace(folder, { file, line: 1 });
  return vscode.window.showInformationMessage(vscode.l10n.t('{0} is created with your first entry here.', file));
}

/** Asks for a note on a gap, at its line where it has one. */
function noteAt(
  { service, folder }: { service: string; folder: string },
  { text, file, line }: Extract<FromEngagement, { type: 'note' }>,
): Thenable<unknown> {
  const about = { service, text };
  if (file === undefined || line === undefined || file.split(/[/\\]/).includes('..'))
    return vscode.commands.executeCommand('prr.addGeneralNote', about);
  const uri = vscode.Uri.joinPath(vscode.Uri.parse(folder), file).toString();
  return vscode.commands.executeCommand(command.addNote, uri, Math.max(0, line - 1), about);
}

function serviceIn({ service, folder }: ServiceParams): ServiceParams {
  return { ...(service === undefined ? {} : { service }), ...(folder === undefined ? {} : { folder }) };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
