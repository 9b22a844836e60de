import * as vscode from 'vscode';
import { method, type StatusView } from '../../../server/src/protocol.ts';
import { orTell, showPage } from '../places.ts';
import type { Server } from '../server.ts';
import { registerMenu } from './menu.ts';

const scheme = 'prr-status';

/** Status item, context keys for the welcome views, and the page that says what was read and what was left out. */
export function registerStatus(server: Server, output: vscode.LogOutputChannel): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('prr.status', vscode.StatusBarAlignment.Left, 10);
  item.name = 'Production Readiness';
  item.command = 'prr.showMenu';
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
    // While files are read again, the services are those that were there: commands do not come and go.
    if (status.state === 'ready' || status.state === 'failed')
      await vscode.commands.executeCommand('setContext', 'prr.services', status.services);
    Object.assign(item, server.isEnabled ? textOf(status) : textWhenOff);
    const isWanted = vscode.workspace.getConfiguration('prr').get<boolean>('statusBar') !== false;
    if (isWanted && (vscode.workspace.workspaceFolders?.length ?? 0) > 0) item.show();
    else item.hide();
    const text = pageOf(status);
    if (text !== shown) page.fire(uri);
    shown = text;
  };
  /** One after the other: an answer that comes late must not undo what a later one has said. */
  let updating: Promise<void> = Promise.resolve();
  const safely = () =>
    (updating = updating.then(update).catch((error: unknown) => output.warn(`status: ${String(error)}`)));
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
    registerMenu(() => server.isEnabled),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('prr.statusBar')) void safely();
    }),
    vscode.commands.registerCommand('prr.showStatus', () => orTell(() => showPage(uri))),
    vscode.commands.registerCommand('prr.showLog', () => output.show()),
    vscode.commands.registerCommand('prr.restartServer', () => orTell(() => server.restart())),
  );
}

type ItemText = Pick<vscode.StatusBarItem, 'text' | 'tooltip' | 'accessibilityInformation'>;

const textWhenOff: ItemText = itemText('$(circle-slash) Readiness off', 'Disabled by the setting `prr.enable`.');

/** State and count, with a tooltip that says what is counted. */
function textOf(status: StatusView): ItemText {
  const { state, done, total, findings, notDeployed = 0, problems, newSince, files, services } = status;
  switch (state) {
    case 'starting':
      return itemText('$(loading~spin) Readiness', 'Starting.');
    case 'reading':
      return itemText('$(loading~spin) Readiness', `Reading: ${done} of ${total} files.`);
    case 'failed':
      return itemText('$(error) Readiness failed', 'The workspace could not be read.');
    case 'ready': {
      const text = findings === 0 ? 'No findings' : count(findings, 'finding');
      return itemText(
        `${problems.length > 0 ? '$(warning)' : '$(shield)'} ${text}`,
        `${count(findings, 'finding')} in deployed code${newSince === undefined ? '' : `, new since ${newSince}`}.`,
        notDeployed === 0 ? '' : `${count(notDeployed, 'more finding')} in files that are not deployed.`,
        problems.length === 0 ? '' : `${count(problems.length, 'problem')} in \`.prr/\` or in comments.`,
        `Analyzed: ${count(services, 'service')}, ${count(files, 'file')}.`,
      );
    }
  }
}

function itemText(text: string, ...parts: readonly string[]): ItemText {
  const said = [...parts.filter((part) => part !== ''), 'Select to open the menu.'];
  return {
    text,
    tooltip: new vscode.MarkdownString(['**Production Readiness**', ...said].join('\n\n')),
    accessibilityInformation: { label: ['Production Readiness.', ...said].join(' ').replace(/`/g, ''), role: 'button' },
  };
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
