import * as vscode from 'vscode';
import { method } from '../../../server/src/protocol.ts';
import type { SummaryParams, SummaryView } from '../../../server/src/protocol/summary.ts';
import { orTell } from '../places.ts';
import type { Server } from '../server.ts';
import { pickService, type Picked } from './service.ts';

type Format = SummaryParams['format'];

/** What a caller may give instead of being asked. */
interface ExportArguments {
  readonly service?: string;
  readonly folder?: string;
  /** One page for all services of the folder. */
  readonly system?: true;
  readonly format?: Format;
  readonly target?: vscode.Uri;
  /** Say nothing afterwards. */
  readonly quiet?: true;
}

const formats: readonly (vscode.QuickPickItem & { readonly format: Format })[] = [
  { label: 'Markdown', description: vscode.l10n.t('for a repository, an issue or a wiki'), format: 'markdown' },
  { label: 'HTML', description: vscode.l10n.t('one file that prints well'), format: 'html' },
  { label: 'JSON', description: vscode.l10n.t('for other programs, with a schema'), format: 'json' },
  { label: 'SARIF', description: vscode.l10n.t('for code scanning'), format: 'sarif' },
];

/** What was chosen last, so that the same is one key away. */
interface Last {
  readonly format: Format;
  /** Folder that it was written to, as a URI. */
  readonly folder: string;
}
const lastKey = 'prr.export';

/** The command that exports the summary of a service or of all, and of a service records the state for the next one to compare with. */
export function registerSummary(server: Server, context: vscode.ExtensionContext): vscode.Disposable {
  const state = context.workspaceState;
  return vscode.commands.registerCommand('prr.exportSummary', (given?: ExportArguments) =>
    orTell(async () => {
      const chosen =
        given?.service === undefined && !given?.system
          ? await pickService(server, { title: vscode.l10n.t('Export the summary of'), state, system: true })
          : given;
      if (!chosen) return undefined;
      const last = state.get<Last>(lastKey);
      const format = given?.format ?? (await askFormat(last?.format, chosen.system));
      if (format === undefined) return undefined;
      const { service, folder, system } = chosen;
      const params: SummaryParams = {
        ...(service === undefined ? {} : { service }),
        ...(folder === undefined ? {} : { folder }),
        ...(system ? { system } : {}),
        format,
      };
      const { fileName, content } = await server.request<SummaryView>(method.summary, params);
      const target = given?.target ?? (await askTarget(fileName, last?.folder ?? folder));
      if (!target) return undefined;
      const write = (text: string) => vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
      await write(content);
      if (!system) {
        // Only what was written is an export to compare with; once it is recorded, the text says when.
        await server.request(method.recordExport, params);
        await write((await server.request<SummaryView>(method.summary, params)).content);
      }
      await state.update(lastKey, { format, folder: vscode.Uri.joinPath(target, '..').toString() } satisfies Last);
      if (!given?.quiet) void orTell(() => offer(target, { format, chosen }));
      return target;
    }),
  );
}

async function askFormat(last: Format | undefined, system: true | undefined): Promise<Format | undefined> {
  const possible = formats.filter(({ format }) => !system || format !== 'sarif');
  const before = possible.filter(({ format }) => format === last);
  const picks = [...before, ...possible.filter(({ format }) => format !== last)];
  const title = vscode.l10n.t('Export the summary as');
  return (await vscode.window.showQuickPick(picks, { title, ignoreFocusOut: true }))?.format;
}

async function askTarget(fileName: string, folder: string | undefined): Promise<vscode.Uri | undefined> {
  const base = folder === undefined ? vscode.workspace.workspaceFolders?.[0]?.uri : vscode.Uri.parse(folder);
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export the summary'),
    ...(base ? { defaultUri: vscode.Uri.joinPath(base, fileName) } : {}),
  });
}

/** Whether this window can open a file of the workspace in a browser: it cannot in a browser itself, nor where the files are elsewhere. */
function reachesFiles(): boolean {
  return vscode.env.uiKind === vscode.UIKind.Desktop && vscode.env.remoteName === undefined;
}

/** Says which files were written, and opens what was exported. */
async function offer(target: vscode.Uri, { format, chosen }: { format: Format; chosen: Picked }): Promise<void> {
  const { system, service } = chosen;
  const written = vscode.l10n.t('Exported to {0}.', vscode.workspace.asRelativePath(target));
  const recorded = system
    ? ''
    : ` ${vscode.l10n.t('The state of {0} is recorded in .prr/exports for comparison.', service ?? vscode.l10n.t('the service'))}`;
  if (format === 'html' && !reachesFiles()) {
    // A preview of all services together does not exist.
    const open = system ? vscode.l10n.t('Open File') : vscode.l10n.t('Open Preview');
    const text = `${written}${recorded} ${vscode.l10n.t('This window cannot open it in a browser: download it, or open it here.')}`;
    if ((await vscode.window.showInformationMessage(text, open)) !== open) return;
    if (system) await vscode.window.showTextDocument(target);
    else await vscode.commands.executeCommand('prr.previewSummary', chosen);
    return;
  }
  const open = format === 'html' ? vscode.l10n.t('Open in Browser') : vscode.l10n.t('Open');
  if ((await vscode.window.showInformationMessage(`${written}${recorded}`, open)) !== open) return;
  if (format === 'html') {
    if (!(await vscode.env.openExternal(target)))
      throw new Error(vscode.l10n.t('{0} could not be opened in a browser', target.fsPath));
  } else if (format === 'markdown') await vscode.commands.executeCommand('markdown.showPreview', target);
  else await vscode.window.showTextDocument(target);
}
