import * as vscode from 'vscode';
import { method, type StatusView } from '../../../server/src/protocol.ts';
import { orTell, showPage } from '../places.ts';
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
  let shown = '';

  const update = async () => {
    status = await server.request<StatusView>(method.status).catch((error: unknown) => {
      output.warn(`status: ${String(error)}`);
      return { ...silent, failure: `The language server does not answer: ${wordsOf(error)}` };
    });
    await vscode.commands.executeCommand('setContext', 'prr.state', status.state);
    await vscode.commands.executeCommand('setContext', 'prr.services', status.services);
    Object.assign(item, textOf(status));
    if ((vscode.workspace.workspaceFolders?.length ?? 0) > 0) item.show();
    else item.hide();
    const text = pageOf(status);
    if (text !== shown) page.fire(uri);
    shown = text;
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
    vscode.commands.registerCommand('prr.showStatus', () => orTell(() => showPage(uri))),
    vscode.commands.registerCommand('prr.showLog', () => output.show()),
    vscode.commands.registerCommand('prr.restartServer', () => orTell(() => server.restart())),
  );
}

function textOf({ state, done, total, findings, notDeployed = 0, problems, newSince }: StatusView): {
  text: string;
  tooltip: string;
} {
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
      const mistakes = problems.length > 0 ? `, ${count(problems.length, 'mistake')} to fix` : '';
      return {
        text: findings === 0 ? '$(shield) Readiness' : `$(shield) ${findings}`,
        tooltip: `Production Readiness: ${count(findings, 'finding')}${sinceOf(newSince)}${notDeployedWords(notDeployed)}${mistakes}; click to see what was read`,
      };
    }
  }
}

const silent: StatusView = {
  state: 'failed',
  done: 0,
  total: 0,
  files: 0,
  findings: 0,
  services: 0,
  leftOut: [],
  problems: [],
};

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What came of the reading, in a paragraph. */
function outcomeOf({
  state,
  done,
  total,
  files,
  findings,
  notDeployed = 0,
  services,
  failure,
  newSince,
}: StatusView): string {
  switch (state) {
    case 'starting':
      return 'The language server is starting; nothing has been read yet.';
    case 'reading':
      return `The workspace is still being read: ${done} of ${total} files so far.`;
    case 'ready':
      return `${count(files, 'file')} were read: ${count(services, 'service')}, ${count(findings, 'finding')}${sinceOf(newSince)}${notDeployedWords(notDeployed)}.`;
    case 'failed':
      return `**The workspace could not be read.** ${failure ?? `Reading stopped with an error after ${done} of ${count(total, 'file')}.`}

The command **Production Readiness: Show Log** shows the error with its circumstances; **Production Readiness: Restart Language Server** tries again. What was read before the error stays on the screen and may be out of date.`;
  }
}

function pageOf(status: StatusView): string {
  const { leftOut, problems, unread = [] } = status;
  const list = (items: readonly string[], none: string) =>
    items.length === 0 ? none : items.map((each) => `- ${each}`).join('\n');
  return `# What was read

${outcomeOf(status)}

## Left out

By default, findings are not shown in these files, and in files that are not deployed only while they are open. The setting \`prr.everything\` shows all.

${list(leftOut, 'Nothing was left out.')}
${unread.length > 0 ? `\n## Could not be read\n\nNothing is known of these files, so nothing is said of them.\n\n${list(unread, '')}\n` : ''}
## Mistakes in \`.prr/\` and in \`prr-ignore\` comments

${list(problems, 'None.')}
`;
}

/** Where the setting shows these, there are none. */
function notDeployedWords(findings: number): string {
  return findings === 0 ? '' : `, and ${findings} more in files that are not deployed`;
}

function sinceOf(newSince: string | undefined): string {
  return newSince === undefined ? '' : ` that were not there at ${newSince}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
