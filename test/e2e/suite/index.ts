import assert from 'node:assert/strict';
import Mocha from 'mocha';
import * as vscode from 'vscode';
import { defineAssistants } from './assistants.ts';

// Entry of --extensionTestsPath: runs inside the extension host, in desktop VS Code and in the host of test/e2e/host alike.
const id = 'production-readiness.production-readiness';
const source = 'Production Readiness';

async function until<T>(what: string, ask: () => T | Thenable<T>): Promise<NonNullable<T>> {
  const end = Date.now() + 30_000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function uriOf(file: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'a folder is open');
  return vscode.Uri.joinPath(folder.uri, file);
}

const findings = (uri: vscode.Uri) => vscode.languages.getDiagnostics(uri).filter((each) => each.source === source);

/** The id is a link to the Guide. */
function ruleOf({ code }: vscode.Diagnostic): unknown {
  return typeof code === 'object' ? code.value : code;
}

/** The action with these words for a finding. */
async function actionFor(uri: vscode.Uri, finding: vscode.Diagnostic, words: string): Promise<vscode.CodeAction> {
  return until(words, async () => {
    const all = await vscode.commands
      .executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, finding.range)
      .then(undefined, () => []);
    return all.find(({ title }) => title.includes(words));
  });
}

function define(): void {
  describe('in the extension host', () => {
    it('activates', async () => {
      const extension = vscode.extensions.getExtension(id);
      assert.ok(extension);
      await extension.activate();
      assert.ok(extension.isActive);
    });

    it('registers every command that the manifest names', async () => {
      const manifest = vscode.extensions.getExtension(id)?.packageJSON as {
        contributes: { commands: { command: string }[] };
      };
      const known = new Set(await vscode.commands.getCommands(true));
      for (const { command } of manifest.contributes.commands) assert.ok(known.has(command), command);
    });

    it('reports findings of files that are not open', async () => {
      const uri = uriOf('deploy/search.yaml');
      const found = await until('findings of the manifest', () =>
        findings(uri).length > 0 ? findings(uri) : undefined,
      );
      assert.ok(found.some((each) => ruleOf(each) === 'rollout-too-wide'));
      assert.ok(found.every((each) => each.severity !== vscode.DiagnosticSeverity.Error));
    });

    it('offers a fix that ends the finding, and undo brings it back', async () => {
      const uri = uriOf('frontend/src/search-client.ts');
      const document = await vscode.workspace.openTextDocument(uri);
      const editor = await vscode.window.showTextDocument(document);
      const timeout = () => findings(uri).find((each) => ruleOf(each) === 'outbound-call-timeout');
      const finding = await until('the finding', timeout);
      const actions = await until('the fix', async () => {
        const all = await vscode.commands
          .executeCommand<vscode.CodeAction[]>(
            'vscode.executeCodeActionProvider',
            uri,
            finding.range,
            vscode.CodeActionKind.QuickFix.value,
          )
          .then(undefined, () => []);
        const own = all.filter((each) => each.edit && /timeout/i.test(each.title) && !each.title.startsWith('Ignore'));
        return own.length > 0 ? own : undefined;
      });
      assert.ok(actions[0]?.edit);
      assert.ok(await vscode.workspace.applyEdit(actions[0].edit));
      await until('the finding to go', () => !timeout());
      await vscode.window.showTextDocument(editor.document);
      await vscode.commands.executeCommand('undo');
      await until('the finding to come back', timeout);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    });

    it('fixes all findings of a file when it is saved, where that is set', async () => {
      const uri = uriOf('frontend/src/search-client.ts');
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document);
      const text = document.getText();
      const onSave = { 'source.fixAll.prr': 'explicit' };
      const timeouts = () => findings(uri).filter((each) => ruleOf(each) === 'outbound-call-timeout').length;
      await until('the findings', () => timeouts() > 0);
      const before = findings(uri).length;
      const settings = vscode.workspace.getConfiguration('editor', uri);
      await settings.update('codeActionsOnSave', onSave, vscode.ConfigurationTarget.Workspace);
      const edit = new vscode.WorkspaceEdit();
      edit.insert(uri, new vscode.Position(0, 0), '// Saved.\n');
      await vscode.workspace.applyEdit(edit);
      await vscode.commands.executeCommand('workbench.action.files.save');
      await until('the findings to go', () => timeouts() === 0 && findings(uri).length < before);
      await settings.update('codeActionsOnSave', undefined, vscode.ConfigurationTarget.Workspace);
      const back = new vscode.WorkspaceEdit();
      back.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), text);
      await vscode.workspace.applyEdit(back);
      await vscode.commands.executeCommand('workbench.action.files.save');
      await until('the findings to come back', () => timeouts() > 0);
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    });

    it('reports at the key of the values, and no longer when the key is changed', async () => {
      const uri = uriOf('deploy/charts/quotes/values.yaml');
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document);
      const missing = () => findings(uri).find((each) => ruleOf(each) === 'resources-unset');
      const finding = await until('the finding at the value', missing);
      assert.match(document.lineAt(finding.range.start.line).text, /limits:|memory:/);
      const template = finding.relatedInformation?.[0]?.location.uri.path ?? '';
      assert.match(template, /charts\/quotes\/templates\/deployment\.yaml$/);
      const text = document.getText();
      const edit = new vscode.WorkspaceEdit();
      edit.insert(uri, document.positionAt(text.length), '  requests:\n    cpu: 100m\n    memory: 128Mi\n');
      await vscode.workspace.applyEdit(edit);
      await until('the finding to go', () => !missing());
      await vscode.commands.executeCommand('undo');
      await until('the finding to come back', missing);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    });

    it('shows what a template is rendered to: in a hover, at its values, and beside it', async () => {
      const uri = uriOf('deploy/charts/quotes/templates/deployment.yaml');
      const document = await vscode.workspace.openTextDocument(uri);
      const editor = await vscode.window.showTextDocument(document);
      const at = document.positionAt(document.getText().indexOf('.Values.replicas') + 10);
      const hover = await until('the hover', async () => {
        const all = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, at);
        const words = all.flatMap(({ contents }) => contents.map((each) => (each as vscode.MarkdownString).value));
        return words.find((each) => each.includes('replicas: '));
      });
      assert.match(hover, /replicas: 2/);
      assert.match(hover, /replicas: 1.*staging/);
      const values = await until('the definition', async () => {
        const all = await vscode.commands.executeCommand<vscode.Location[]>(
          'vscode.executeDefinitionProvider',
          uri,
          at,
        );
        return all.find((each) => each.uri.path.endsWith('environments/production/quotes.yaml'));
      });
      const uses = await until('the use', async () => {
        const all = await vscode.commands.executeCommand<vscode.Location[]>(
          'vscode.executeReferenceProvider',
          values.uri,
          values.range.start,
        );
        return all.find((each) => each.uri.path.endsWith('templates/deployment.yaml'));
      });
      assert.equal(uses.range.start.line, at.line);
      const outline = await until('the outline', async () => {
        const all = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
          'vscode.executeDocumentSymbolProvider',
          uri,
        );
        return all?.find(({ name }) => name === 'Deployment quotes');
      });
      assert.ok(outline.range.contains(at));
      editor.selection = new vscode.Selection(at, at);
      const shown = vscode.commands.executeCommand('prr.showRendered');
      await until('the picker or the document', async () => {
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        return vscode.workspace.textDocuments.some(({ uri: each }) => each.scheme === 'prr-rendered');
      });
      await shown;
      const rendered = () => vscode.workspace.textDocuments.find(({ uri: each }) => each.scheme === 'prr-rendered');
      await until('its text', () => rendered()?.getText().includes('replicas: 2'));
      const edit = new vscode.WorkspaceEdit();
      edit.replace(uri, document.lineAt(at.line).range, '  replicas: 5');
      await vscode.workspace.applyEdit(edit);
      await until('it to follow what is typed', () => rendered()?.getText().includes('replicas: 5'));
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    });

    it('turns a rule off in the settings of the workspace', async () => {
      const uri = uriOf('deploy/search.yaml');
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
      const wide = () => findings(uri).find((each) => ruleOf(each) === 'rollout-too-wide');
      const { command } = await actionFor(uri, await until('the finding', wide), 'Turn off rollout-too-wide');
      assert.ok(command);
      // It ends when its notification is closed.
      void vscode.commands.executeCommand(command.command, ...(command.arguments as unknown[]));
      await until('the rule to be silent', () => findings(uri).length > 0 && !wide());
      const settings = vscode.workspace.getConfiguration('prr', uri);
      assert.deepEqual(settings.inspect('rules')?.workspaceValue, { 'rollout-too-wide': 'off' });
      await settings.update('rules', undefined, vscode.ConfigurationTarget.Workspace);
      await vscode.commands.executeCommand('notifications.clearAll');
      await until('the rule to speak again', wide);
    });

    it('the id of a rule is a link to the Guide', async () => {
      const uri = uriOf('deploy/search.yaml');
      const finding = await until('the finding', () =>
        findings(uri).find((each) => ruleOf(each) === 'rollout-too-wide'),
      );
      assert.ok(typeof finding.code === 'object');
      assert.equal(finding.code.target.scheme, 'prr-guide');
    });

    it('explains on hover', async () => {
      const uri = uriOf('search/main.go');
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
      const finding = await until('the finding', () =>
        findings(uri).find((each) => ruleOf(each) === 'no-graceful-shutdown'),
      );
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        uri,
        finding.range.start,
      );
      const text = hovers
        .flatMap((hover) => hover.contents.map((each) => (typeof each === 'string' ? each : each.value)))
        .join('\n');
      assert.match(text, /What to do:/);
    });

    it('exports the summary where it is told to', async () => {
      const target = uriOf('summary.html');
      await vscode.commands.executeCommand('prr.exportSummary', {
        service: 'search',
        format: 'html',
        target,
        quiet: true,
      });
      const content = new TextDecoder().decode(await vscode.workspace.fs.readFile(target));
      assert.match(content, /<title>Production readiness of Shakespeare&#39;s search<\/title>/);
    });

    it('a setting of the folder changes what is shown', async () => {
      const uri = uriOf('deploy/search.yaml');
      const settings = vscode.workspace.getConfiguration('prr', uri);
      await settings.update('rules', { 'rollout-too-wide': 'off' }, vscode.ConfigurationTarget.Workspace);
      const wide = () => findings(uri).some((each) => ruleOf(each) === 'rollout-too-wide');
      await until('the rule to be silent', () => findings(uri).length > 0 && !wide());
      await settings.update('rules', undefined, vscode.ConfigurationTarget.Workspace);
      await until('the rule to speak again', wide);
    });
  });
}

export function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: 60_000, reporter: 'spec' });
  mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, globalThis, '', mocha);
  define();
  defineAssistants(id, until);
  return new Promise((resolve, reject) => {
    mocha.run((failures) => (failures > 0 ? reject(new Error(`${failures} tests failed`)) : resolve()));
  });
}
