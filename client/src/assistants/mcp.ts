import * as vscode from 'vscode';

/** What VS Code 1.101 added; the types of the oldest editor that is supported do not have it. */
interface McpApi {
  registerMcpServerDefinitionProvider(
    id: string,
    provider: {
      readonly onDidChangeMcpServerDefinitions: vscode.Event<void>;
      provideMcpServerDefinitions(): readonly object[];
    },
  ): vscode.Disposable;
}

type StdioDefinition = new (
  label: string,
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  version: string,
) => object;

/** Offers `prr mcp` on each folder of a trusted workspace to the editor's own client of the Model Context Protocol. */
export function registerMcp(context: vscode.ExtensionContext): vscode.Disposable {
  const lm = (vscode as { readonly lm?: Partial<McpApi> }).lm;
  const Stdio = (vscode as { readonly McpStdioServerDefinition?: StdioDefinition }).McpStdioServerDefinition;
  if (!lm?.registerMcpServerDefinitionProvider || !Stdio) return new vscode.Disposable(() => {});
  const changed = new vscode.EventEmitter<void>();
  const { version } = context.extension.packageJSON as { version: string };
  const definitions = () => {
    // It starts git in the folder where an assistant asks what is new.
    const isOn = vscode.workspace.isTrusted && vscode.workspace.getConfiguration('prr').get('enable') !== false;
    const folders = isOn ? (vscode.workspace.workspaceFolders ?? []) : [];
    return folders
      .filter(({ uri }) => uri.scheme === 'file')
      .map(({ name, uri }) => {
        const args = [context.asAbsolutePath('dist/prr.cjs'), 'mcp', uri.fsPath];
        const label = folders.length > 1 ? `Production Readiness: ${name}` : 'Production Readiness';
        return new Stdio(label, process.execPath, args, { ELECTRON_RUN_AS_NODE: '1' }, version);
      });
  };
  return vscode.Disposable.from(
    changed,
    vscode.workspace.onDidGrantWorkspaceTrust(() => changed.fire()),
    vscode.workspace.onDidChangeWorkspaceFolders(() => changed.fire()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('prr.enable')) changed.fire();
    }),
    lm.registerMcpServerDefinitionProvider('prr.mcp', {
      onDidChangeMcpServerDefinitions: changed.event,
      provideMcpServerDefinitions: definitions,
    }),
  );
}
