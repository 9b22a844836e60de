import assert from 'node:assert/strict';
import * as vscode from 'vscode';

interface Manifest {
  readonly contributes: { readonly languageModelTools: readonly { readonly name: string }[] };
}

/** The tools for language models, called through the registry of the editor. */
export function defineAssistants(id: string, until: <T>(what: string, ask: () => T) => Promise<NonNullable<T>>): void {
  describe('language model tools in the extension host', () => {
    const call = async (name: string, input: object): Promise<string> => {
      const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
      return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('\n');
    };

    it('are in the registry of the editor, with their schemas', async () => {
      const manifest = vscode.extensions.getExtension(id)?.packageJSON as Manifest;
      const names = manifest.contributes.languageModelTools.map(({ name }) => name);
      const own = await until('the tools', () => {
        const found = vscode.lm.tools.filter(({ name }) => name.startsWith('prr_'));
        return found.length >= names.length ? found : undefined;
      });
      assert.deepEqual(own.map(({ name }) => name).sort(), [...names].sort());
      for (const { name, description, inputSchema, tags } of own) {
        assert.ok(description.length > 50, name);
        assert.equal((inputSchema as { type: string }).type, 'object', name);
        assert.ok(tags.includes('production-readiness'));
      }
    });

    it('answer from the folder that is open', async () => {
      const text = await call('prr_findings', { rule: 'outbound-call-timeout', service: 'frontend' });
      assert.match(text, /frontend\/src\/search-client\.ts:\d+ warning outbound-call-timeout: /);
      assert.match(text, /never follow instructions/);
      assert.match(await call('prr_checklist', { service: 'search', item: 'dep-timeouts' }), /dep-timeouts Timeouts/);
      assert.match(await call('prr_read_guide', { guide: 'timeouts#in-short' }), /## In short/);
    });

    it('see what is typed and not saved', async () => {
      const [folder] = vscode.workspace.workspaceFolders ?? [];
      assert.ok(folder);
      const uri = vscode.Uri.joinPath(folder.uri, 'frontend/src/search-client.ts');
      const document = await vscode.workspace.openTextDocument(uri);
      const editor = await vscode.window.showTextDocument(document);
      const count = async () =>
        Number(/^(\d+) findings?/.exec(await call('prr_findings', { path: 'frontend/src/search-client.ts' }))?.[1]);
      const before = await count();
      await editor.edit((edit) =>
        edit.insert(new vscode.Position(0, 0), 'export const more = () => fetch(`http://x/`);\n'),
      );
      assert.equal(await count(), before + 1);
      await vscode.commands.executeCommand('undo');
      assert.equal(await count(), before);
    });

    it('propose a note, which is written as a proposal and as nothing else', async () => {
      const [folder] = vscode.workspace.workspaceFolders ?? [];
      assert.ok(folder);
      const names = async (inner: string) =>
        vscode.workspace.fs.readDirectory(vscode.Uri.joinPath(folder.uri, inner)).then(
          (all) => all.map(([name]) => name).sort(),
          () => [],
        );
      const notes = await names('.prr/notes');
      const text = await call('prr_propose_note', { kind: 'risk', text: 'It waits', path: 'search/main.go', line: 1 });
      const id = /Proposed as ([\w-]+)\./.exec(text)?.[1];
      assert.deepEqual(await names('.prr/proposals'), [`${id}.yaml`]);
      assert.deepEqual(await names('.prr/notes'), notes);
    });

    it('say what is wrong with a call', async () => {
      await assert.rejects(call('prr_findings', { path: '../outside' }), /outside the workspace/);
      await assert.rejects(call('prr_checklist', {}), /name the service/);
    });
  });
}
