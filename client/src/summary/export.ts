import * as vscode from 'vscode';
import { method, type ServiceParams, type ServiceView } from '../../../server/src/protocol.ts';
import type { SummaryParams, SummaryView } from '../../../server/src/protocol/summary.ts';
import { orTell } from '../places.ts';
import type { Server } from '../server.ts';

/** What a caller may give instead of being asked. */
interface ExportArguments {
  readonly service?: string;
  readonly folder?: string;
  readonly format?: 'markdown' | 'html';
  readonly target?: vscode.Uri;
  /** Do not show the file afterwards. */
  readonly quiet?: true;
}

const formats = [
  { label: 'Markdown', description: 'for a repository, an issue or a wiki', format: 'markdown' as const },
  { label: 'HTML', description: 'one file that prints well', format: 'html' as const },
];

/** The command that exports the consultation summary of a service. */
export function registerSummary(server: Server): vscode.Disposable {
  return vscode.commands.registerCommand('prr.exportSummary', (given?: ExportArguments) =>
    orTell(async () => {
      const chosen = given?.service === undefined ? await pickService(server) : given;
      if (!chosen) return undefined;
      const format =
        given?.format ??
        (
          await vscode.window.showQuickPick(formats, {
            title: 'Export the consultation summary as',
            ignoreFocusOut: true,
          })
        )?.format;
      if (format === undefined) return undefined;
      const summary = await server.request<SummaryView>(method.summary, {
        ...(chosen.service === undefined ? {} : { service: chosen.service }),
        ...(chosen.folder === undefined ? {} : { folder: chosen.folder }),
        format,
      } satisfies SummaryParams);
      const target = given?.target ?? (await askTarget(summary));
      if (!target) return undefined;
      await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(summary.content));
      if (!given?.quiet) await show(target, format);
      return target;
    }),
  );
}

async function pickService(server: Server): Promise<ServiceParams | undefined> {
  const services = await server.request<ServiceView[]>(method.services);
  const [only] = services;
  if (!only) throw new Error('no service was found in this workspace');
  if (services.length === 1) return { service: only.name, folder: only.folder };
  const picks = services.map(({ name, because, folder, folderName = '' }) => ({
    label: name,
    description: folderName,
    detail: because,
    folder,
  }));
  const pick = await vscode.window.showQuickPick(picks, { title: 'Which service?', ignoreFocusOut: true });
  return pick && { service: pick.label, folder: pick.folder };
}

async function askTarget({ fileName }: SummaryView): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return vscode.window.showSaveDialog({
    title: 'Export the consultation summary',
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, fileName) } : {}),
  });
}

async function show(target: vscode.Uri, format: 'markdown' | 'html'): Promise<void> {
  if (format === 'markdown') {
    await vscode.commands.executeCommand('markdown.showPreview', target);
    return;
  }
  const open = 'Open in Browser';
  const choice = await vscode.window.showInformationMessage(
    `The summary is in ${vscode.workspace.asRelativePath(target)}.`,
    open,
  );
  if (choice === open) await vscode.env.openExternal(target);
}
