import * as vscode from 'vscode';
import { method } from '../../../server/src/protocol.ts';
import type { ObservedView, ObserveParams } from '../../../server/src/protocol/observe.ts';
import { isInBrowser } from '../host.ts';
import { orTell } from '../places.ts';
import type { Server } from '../server.ts';
import { namedServers, openTokens, type NamedServer, type Tokens } from './servers.ts';

const confirmedKey = 'prr.observe.confirmed';
const askedKey = 'prr.observe.asked';

/** What the status menu says about observing production. */
export interface Observing extends vscode.Disposable {
  /** Which servers are asked about what, and when each was asked last; one sentence. */
  describe(): string;
}

/** The commands that ask the user's Prometheus and Alertmanager; nothing is asked without them. */
export function registerObserve(server: Server, context: vscode.ExtensionContext): Observing {
  const tokens = openTokens(context);
  const state = context.workspaceState;
  let running: Promise<unknown> | undefined;
  const commands = vscode.Disposable.from(
    vscode.commands.registerCommand('prr.observe', () => {
      // A second run meanwhile would ask the same.
      running ??= orTell(() => observe({ server, tokens, state })).finally(() => (running = undefined));
      return running;
    }),
    vscode.commands.registerCommand('prr.setObserveToken', () => orTell(() => setToken(tokens))),
    vscode.commands.registerCommand('prr.forgetObserveTokens', () => orTell(() => forgetTokens(tokens))),
  );
  return { dispose: () => void commands.dispose(), describe: () => describe(state) };
}

interface Observation {
  readonly server: Server;
  readonly tokens: Tokens;
  readonly state: vscode.Memento;
}

async function observe({ server, tokens, state }: Observation): Promise<void> {
  if (isInBrowser) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('Observe Production needs the desktop or a remote window: the browser editor asks no servers.'),
    );
    return;
  }
  if (!vscode.workspace.isTrusted) {
    await offer(vscode.l10n.t('Observe Production needs a trusted workspace.'), {
      button: vscode.l10n.t('Manage Workspace Trust'),
      command: ['workbench.trust.manage'],
    });
    return;
  }
  const named = namedServers();
  if (named.length === 0) {
    await offer(
      vscode.l10n.t('No server is set. Set the address of Prometheus or Alertmanager in your user settings.'),
      { button: vscode.l10n.t('Open Settings'), command: ['workbench.action.openSettings', 'prr.observe'] },
    );
    return;
  }
  const folder = await pickFolder();
  if (!folder || !(await isConfirmed(named, folder, state))) return;
  const params: ObserveParams = { folder: folder.uri.toString() };
  const asked = await Promise.all(named.map(async (each) => [each.name, await withToken(each, tokens)] as const));
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Asking {0} …', hosts(named)),
    cancellable: true,
  };
  const views = await vscode.window.withProgress(options, async (_, token) => {
    try {
      const found = await server.request<ObservedView[]>(
        method.observe,
        { ...params, ...Object.fromEntries(asked) },
        token,
      );
      await noteAsked(named, state);
      return found;
    } catch (error) {
      if (!token.isCancellationRequested) throw error;
      await noteAsked(named, state);
      void vscode.window.showInformationMessage(vscode.l10n.t('Observing production was cancelled.'));
      return undefined;
    }
  });
  for (const view of views ?? []) void orTell(() => report(view));
}

async function withToken({ url }: NamedServer, tokens: Tokens) {
  const token = await tokens.get(url);
  return { url, ...(token === undefined ? {} : { token }) };
}

async function report({ from, file, uri, missing, failure }: ObservedView): Promise<void> {
  if (failure !== undefined) {
    await vscode.window.showWarningMessage(
      vscode.l10n.t('Nothing could be observed at {0}: {1}. The record is unchanged.', from, failure),
    );
    return;
  }
  const open = vscode.l10n.t('Open Record');
  const left = missing.length === 0 ? '' : ` ${vscode.l10n.t('Not observed: {0}.', missing.length)}`;
  const text = `${vscode.l10n.t('{0} was observed, and {1} is written.', from, file)}${left}`;
  if ((await vscode.window.showInformationMessage(text, open)) === open)
    await vscode.window.showTextDocument(vscode.Uri.parse(uri));
}

/** Asks before a server gets anything of this workspace for the first time. */
async function isConfirmed(
  named: readonly NamedServer[],
  folder: vscode.WorkspaceFolder,
  state: vscode.Memento,
): Promise<boolean> {
  const confirmed = state.get<readonly string[]>(confirmedKey) ?? [];
  const fresh = named.filter(({ url }) => !confirmed.includes(url));
  if (fresh.length === 0) return true;
  const ask = vscode.l10n.t('Ask');
  const detail = vscode.l10n.t(
    'Read-only queries are sent, with names of alerts and metrics of {0} and the expressions of its alerts and objectives. The answers are written to .prr/observed.',
    folder.name,
  );
  const text = vscode.l10n.t('Ask {0} about production?', hosts(fresh));
  if ((await vscode.window.showWarningMessage(text, { modal: true, detail }, ask)) !== ask) return false;
  await state.update(confirmedKey, [...confirmed, ...fresh.map(({ url }) => url)]);
  return true;
}

async function pickFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) throw new Error(vscode.l10n.t('no folder is open'));
  return folders.length === 1 ? folders[0] : vscode.window.showWorkspaceFolderPick();
}

async function setToken(tokens: Tokens): Promise<void> {
  const named = namedServers();
  if (named.length === 0)
    throw new Error(vscode.l10n.t('no server is set; set prr.observe.prometheus or prr.observe.alertmanager first'));
  const picks = named.map((each) => ({ label: each.title, description: each.url, url: each.url }));
  const title = vscode.l10n.t('Set the token for');
  const chosen = picks.length === 1 ? picks[0] : await vscode.window.showQuickPick(picks, { title });
  if (!chosen) return;
  const token = await vscode.window.showInputBox({
    title: vscode.l10n.t('Token for {0}', chosen.url),
    prompt: vscode.l10n.t('It is kept in the secret storage of the editor, and sent to this address only.'),
    password: true,
    ignoreFocusOut: true,
  });
  if (token === undefined || token.trim() === '') return;
  await tokens.set(chosen.url, token.trim());
  void vscode.window.showInformationMessage(vscode.l10n.t('The token for {0} is set.', chosen.url));
}

async function forgetTokens(tokens: Tokens): Promise<void> {
  const addresses = tokens.addresses();
  for (const url of addresses) await tokens.forget(url);
  void vscode.window.showInformationMessage(
    addresses.length === 0
      ? vscode.l10n.t('No token was set.')
      : vscode.l10n.t('Tokens were deleted for: {0}.', addresses.join(', ')),
  );
}

async function noteAsked(named: readonly NamedServer[], state: vscode.Memento): Promise<void> {
  const before = state.get<Readonly<Record<string, string>>>(askedKey) ?? {};
  const now = new Date().toISOString();
  await state.update(askedKey, { ...before, ...Object.fromEntries(named.map(({ url }) => [url, now])) });
}

function describe(state: vscode.Memento): string {
  if (isInBrowser) return vscode.l10n.t('not available in the browser');
  const named = namedServers();
  if (named.length === 0) return vscode.l10n.t('no server is set, and nothing is asked');
  const asked = state.get<Readonly<Record<string, string>>>(askedKey) ?? {};
  return named
    .map(({ name, url }) => {
      const at = asked[url];
      const when =
        at === undefined
          ? vscode.l10n.t('not asked yet')
          : vscode.l10n.t('last asked {0} UTC', at.slice(0, 16).replace('T', ' '));
      return name === 'prometheus'
        ? vscode.l10n.t('{0} about alerts, metrics and objectives ({1})', hostOf(url), when)
        : vscode.l10n.t('{0} about receivers and silences ({1})', hostOf(url), when);
    })
    .join(' · ');
}

function hosts(named: readonly NamedServer[]): string {
  return [...new Set(named.map(({ url }) => hostOf(url)))].join(', ');
}

/** The host with its port; the text itself where it is no address, which the server then refuses. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

async function offer(
  text: string,
  { button, command: [name, ...given] }: { button: string; command: readonly [string, ...unknown[]] },
): Promise<void> {
  if ((await vscode.window.showInformationMessage(text, button)) === button)
    await vscode.commands.executeCommand(name, ...given);
}
