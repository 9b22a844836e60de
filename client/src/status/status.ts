import * as vscode from 'vscode';
import { method, type StatusView } from '../../../server/src/protocol.ts';
import { orTell } from '../places.ts';
import type { Server } from '../server.ts';

const scheme = 'prr-status';

/** Status item, context keys for the welcome views, and the page that says what was read and what was left out. */
export function registerStatus(server: Server, output: vscode.LogOutputChannel): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('prr.status', vscode.StatusBarAlignment.Left, 10);
  item.name = 'Production Readiness';
  item.command = 'prr.showStatus';
  const page = new vscode.EventEmitter<vscode.Uri>();
  const uri = vscode.Uri.from({ scheme, path: '/What was read.md' });
  let status: StatusView | undefined;

  const update = async () => {
    status = await server.request<StatusView>(method.status);
    await vscode.commands.executeCommand('setContext', 'prr.state', status.state);
    await vscode.commands.executeCommand('setContext', 'prr.services', status.services);
    Object.assign(item, textOf(status));
    if ((vscode.workspace.workspaceFolders?.length ?? 0) > 0) item.show();
    else item.hide();
    page.fire(uri);
  };
  const safely = () => update().catch((error: unknown) => output.warn(`status: ${String(error)}`));
  void safely();

  return vscode.Disposable.from(
    item,
    page,
    server.onChanged(({ what }) => {
      if (what.includes('status')) void safely();
    }),
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: page.event,
      provideTextDocumentContent: () => (status ? pageOf(status) : 'Starting …'),
    }),
    vscode.commands.registerCommand('prr.showStatus', () =>
      vscode.commands.executeCommand('markdown.showPreview', uri),
    ),
    vscode.commands.registerCommand('prr.showLog', () => output.show()),
    vscode.commands.registerCommand('prr.restartServer', () => orTell(() => server.restart())),
  );
}

function textOf({ state, done, total, findings, problems }: StatusView): { text: string; tooltip: string } {
  switch (state) {
    case 'starting':
      return { text: '$(loading~spin) Readiness', tooltip: 'Production Readiness is starting' };
    case 'reading':
      return { text: '$(loading~spin) Readiness', tooltip: `Production Readiness: read ${done} of ${total} files` };
    case 'failed':
      return {
        text: '$(warning) Readiness',
        tooltip: 'Production Readiness could not read the workspace; click to see why',
      };
    case 'ready': {
      const mistakes = problems.length > 0 ? `, ${count(problems.length, 'mistake')} in .prr` : '';
      return {
        text: findings === 0 ? '$(shield) Readiness' : `$(shield) ${findings}`,
        tooltip: `Production Readiness: ${count(findings, 'finding')}${mistakes}; click to see what was read`,
      };
    }
  }
}

function pageOf({ state, files, findings, services, leftOut, problems }: StatusView): string {
  const list = (items: readonly string[], none: string) =>
    items.length === 0 ? none : items.map((each) => `- ${each}`).join('\n');
  return `# What was read

${state === 'ready' ? `${count(files, 'file')} were read: ${count(services, 'service')}, ${count(findings, 'finding')}.` : 'The workspace is still being read.'}

## Left out

By default, findings are not shown in these files. The setting \`prr.everything\` shows them.

${list(leftOut, 'Nothing was left out.')}

## Mistakes in \`.prr/\`

${list(problems, 'None.')}
`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
