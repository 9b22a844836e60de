import * as vscode from 'vscode';
import { method, type StatusView } from '../../../server/src/protocol.ts';
import { count as found } from '../findings/tree.ts';
import { areAllUnread, missingHere } from '../host.ts';
import type { Observing } from '../observe/observe.ts';
import { orTell, showPage } from '../places.ts';
import type { Server } from '../server.ts';
import { registerMenu } from './menu.ts';

const scheme = 'prr-status';

/** Status item, context keys for the welcome views, and the page that says what was read and what was left out. */
export function registerStatus(
  server: Server,
  { output, observing }: { output: vscode.LogOutputChannel; observing: Observing },
): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('prr.status', vscode.StatusBarAlignment.Left, 10);
  item.name = vscode.l10n.t('Production Readiness');
  item.command = 'prr.showMenu';
  const page = new vscode.EventEmitter<vscode.Uri>();
  const uri = vscode.Uri.from({ scheme, path: `/${vscode.l10n.t('What was read')}.md` });
  let status: StatusView | undefined;
  let shown = '';

  const update = async () => {
    status = areAllUnread()
      ? { ...silent, failure: vscode.l10n.t('Virtual folders are read in VS Code for the Web only.') }
      : await server.request<StatusView>(method.status).catch((error: unknown) => {
          output.warn(`status: ${String(error)}`);
          return { ...silent, failure: vscode.l10n.t('The language server does not answer: {0}', wordsOf(error)) };
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
      provideTextDocumentContent: () => (status ? pageOf(status) : vscode.l10n.t('Starting …')),
    }),
    registerMenu(() => server.isEnabled, observing),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('prr.statusBar')) void safely();
    }),
    vscode.commands.registerCommand('prr.showStatus', () => orTell(() => showPage(uri))),
    vscode.commands.registerCommand('prr.showLog', () => output.show()),
    vscode.commands.registerCommand('prr.restartServer', () => orTell(() => server.restart())),
  );
}

type ItemText = Pick<vscode.StatusBarItem, 'text' | 'tooltip' | 'accessibilityInformation'>;

const textWhenOff: ItemText = itemText(
  `$(circle-slash) ${vscode.l10n.t('Readiness off')}`,
  vscode.l10n.t('Disabled by the setting `prr.enable`.'),
);

/** State and count, with a tooltip that says what is counted. */
function textOf(status: StatusView): ItemText {
  const { state, done, total, findings, notDeployed = 0, problems, newSince, files, services } = status;
  switch (state) {
    case 'starting':
      return itemText(`$(loading~spin) ${vscode.l10n.t('Readiness')}`, vscode.l10n.t('Starting.'));
    case 'reading':
      return itemText(
        `$(loading~spin) ${vscode.l10n.t('Readiness')}`,
        vscode.l10n.t('Reading: {0} of {1} files.', done, total),
      );
    case 'failed':
      return itemText(
        `$(error) ${vscode.l10n.t('Readiness failed')}`,
        vscode.l10n.t('The workspace could not be read.'),
      );
    case 'ready': {
      const text = findings === 0 ? vscode.l10n.t('No findings') : found(findings);
      return itemText(
        `${problems.length > 0 ? '$(warning)' : '$(shield)'} ${text}`,
        newSince === undefined
          ? vscode.l10n.t('{0} in deployed code.', found(findings))
          : vscode.l10n.t('{0} in deployed code, new since {1}.', found(findings), newSince),
        notDeployed === 0 ? '' : vscode.l10n.t('In files that are not deployed: {0}.', found(notDeployed)),
        problems.length === 0 ? '' : vscode.l10n.t('Problems in `.prr/` or in comments: {0}.', problems.length),
        vscode.l10n.t('Analyzed: {0}, {1}.', servicesIn(services), filesIn(files)),
      );
    }
  }
}

function itemText(text: string, ...parts: readonly string[]): ItemText {
  const said = [...parts.filter((part) => part !== ''), vscode.l10n.t('Select to open the menu.')];
  return {
    text,
    tooltip: new vscode.MarkdownString([`**${vscode.l10n.t('Production Readiness')}**`, ...said].join('\n\n')),
    accessibilityInformation: {
      label: [`${vscode.l10n.t('Production Readiness')}.`, ...said].join(' ').replace(/`/g, ''),
      role: 'button',
    },
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
      return vscode.l10n.t('The language server is starting; nothing has been read yet.');
    case 'reading':
      return vscode.l10n.t('The workspace is still being read: {0} of {1} files so far.', done, total);
    case 'ready':
      return [
        vscode.l10n.t('Read: {0}, with {1} and {2}.', filesIn(files), servicesIn(services), found(findings)),
        newSince === undefined ? '' : vscode.l10n.t('Only what is new since {0} is counted.', newSince),
        notDeployed === 0 ? '' : vscode.l10n.t('In files that are not deployed: {0}.', found(notDeployed)),
      ]
        .filter((part) => part !== '')
        .join(' ');
    case 'failed':
      return `**${vscode.l10n.t('The workspace could not be read.')}** ${failure ?? vscode.l10n.t('Reading stopped with an error after {0} of {1}.', done, filesIn(total))}

${vscode.l10n.t('The command **Production Readiness: Show Log** shows the error with its circumstances; **Production Readiness: Restart Language Server** tries again. What was read before the error stays on the screen and may be out of date.')}`;
  }
}

function pageOf(status: StatusView): string {
  const { leftOut, problems, unread = [] } = status;
  const missing = missingHere();
  const list = (items: readonly string[], none: string) =>
    items.length === 0 ? none : items.map((each) => `- ${each}`).join('\n');
  return `# ${vscode.l10n.t('What was read')}

${outcomeOf(status)}

## ${vscode.l10n.t('Left out')}

${vscode.l10n.t('By default, findings are not shown in these files, and in files that are not deployed only while they are open. The setting `prr.everything` shows all.')}

${list(leftOut, vscode.l10n.t('Nothing was left out.'))}
${unread.length > 0 ? `\n## ${vscode.l10n.t('Could not be read')}\n\n${vscode.l10n.t('No rule covers these files.')}\n\n${list(unread, '')}\n` : ''}
${missing.length > 0 ? `\n## ${vscode.l10n.t('Not available in the browser')}\n\n${list(missing, '')}\n` : ''}
## ${vscode.l10n.t('Mistakes in `.prr/` and in `prr-ignore` comments')}

${list(problems, vscode.l10n.t('None.'))}
`;
}

function servicesIn(number: number): string {
  return number === 1 ? vscode.l10n.t('1 service') : vscode.l10n.t('{0} services', number);
}

function filesIn(number: number): string {
  return number === 1 ? vscode.l10n.t('1 file') : vscode.l10n.t('{0} files', number);
}
