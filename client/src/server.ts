import * as vscode from 'vscode';
import { CodeLensRequest, State, type BaseLanguageClient, type LanguageClientOptions } from 'vscode-languageclient';
import { method, type Changed } from '../../server/src/protocol.ts';
import { isInBrowser, schemesRead } from './host.ts';

/** The language server as the client sees it. */
export interface Server extends vscode.Disposable {
  /** Sends one of `protocol.ts`'s requests, once the server has started. Rejects with the server's words. */
  request<R>(name: string, params?: object, token?: vscode.CancellationToken): Promise<R>;
  /** Says what has changed since; fires for everything when the server has started again. */
  readonly onChanged: vscode.Event<Changed>;
  restart(): Promise<void>;
  /** The setting `prr.enable`: without it no server runs, and requests are rejected. */
  readonly isEnabled: boolean;
}

/** Languages whose documents the server reads while they are edited. */
const languages = [
  'typescript',
  'typescriptreact',
  'javascript',
  'javascriptreact',
  'go',
  'python',
  'java',
  'csharp',
  'yaml',
  'json',
  'markdown',
  'dockercompose',
  'dockerfile',
  // What extensions for Helm call a template.
  'helm',
  'gotmpl',
];

/** Templates of charts, whatever the editor takes them for. */
const templates = '**/templates/**/*.{yaml,yml,tpl,txt}';

const everything: Changed = { what: ['checklist', 'notes', 'guide', 'status', 'services'] };

/** A switch of the user's; on where nobody has touched it. */
function isOn(name: 'enable' | 'codeLens'): boolean {
  return vscode.workspace.getConfiguration('prr').get<boolean>(name) !== false;
}

function askForLenses(client: BaseLanguageClient): void {
  const feature = client.getFeature(CodeLensRequest.method);
  for (const document of vscode.workspace.textDocuments)
    feature.getProvider(document)?.onDidChangeCodeLensEmitter.fire();
}

/** A client with its server in a process of its own, or in a web worker. Only the one that is needed is loaded. */
async function makeClient(context: vscode.ExtensionContext, options: LanguageClientOptions) {
  const name = vscode.l10n.t('Production Readiness');
  if (isInBrowser) return (await import('./clients/browser.ts')).browserClient(context, name, options);
  return (await import('./clients/node.ts')).nodeClient(context, name, options);
}

/** Starts the server; it is restarted when it dies, and then gets the open documents again. */
export async function startServer(context: vscode.ExtensionContext, output: vscode.LogOutputChannel): Promise<Server> {
  const client: BaseLanguageClient = await makeClient(context, {
    documentSelector: schemesRead().flatMap((scheme) => [
      ...languages.map((language) => ({ scheme, language })),
      { scheme, pattern: templates },
    ]),
    outputChannel: output,
    // Asked for at each start: trust may have been granted since the last one.
    initializationOptions: () => ({
      ...(isInBrowser ? {} : { storage: (context.storageUri ?? context.globalStorageUri).fsPath }),
      commands: true,
      trusted: vscode.workspace.isTrusted,
    }),
    markdown: { isTrusted: { enabledCommands: ['prr.openGuide'] } },
    middleware: {
      provideCodeLenses: (document, token, next) => (isOn('codeLens') ? next(document, token) : []),
    },
  });
  const changed = new vscode.EventEmitter<Changed>();
  client.onNotification(method.changed, (what: Changed) => changed.fire(what));
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Running) changed.fire(everything);
  });
  const trusted = vscode.workspace.onDidGrantWorkspaceTrust(
    () => void client.sendNotification(method.trusted).catch((error: unknown) => output.warn(String(error))),
  );
  let started: Promise<void> = Promise.resolve();
  const start = () => {
    started = client.start();
    started.catch((error: unknown) => output.error(`the language server did not start: ${String(error)}`));
  };
  const tellEnabled = () => void vscode.commands.executeCommand('setContext', 'prr.enabled', isOn('enable'));
  tellEnabled();
  if (isOn('enable')) start();
  const configured = vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration('prr.codeLens')) askForLenses(client);
    if (!change.affectsConfiguration('prr.enable')) return;
    tellEnabled();
    // The client takes its diagnostics with it when it stops.
    if (isOn('enable')) start();
    else void started.then(() => client.stop()).catch((error: unknown) => output.warn(String(error)));
    changed.fire(everything);
  });
  return {
    get isEnabled() {
      return isOn('enable');
    },
    async request(name, params, token) {
      if (!isOn('enable')) throw new Error(vscode.l10n.t('Production Readiness is disabled by the setting prr.enable'));
      await started;
      try {
        return await (token ? client.sendRequest(name, params ?? {}, token) : client.sendRequest(name, params ?? {}));
      } catch (error) {
        // A person reads the sentence itself, without the name of the request that the protocol puts before it.
        if (error instanceof Error) error.message = error.message.replace(/^Request \S+ failed with message: /, '');
        throw error;
      }
    },
    onChanged: changed.event,
    async restart() {
      started = client.stop().then(() => client.start());
      await started;
    },
    dispose() {
      trusted.dispose();
      configured.dispose();
      changed.dispose();
      void client.dispose();
    },
  };
}
