import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answerTurn } from '../../../client/src/assistants/chat.ts';
import type { Turn } from '../../../client/src/assistants/prose.ts';
import type { Server } from '../../../client/src/server.ts';

interface Manifest {
  readonly contributes: { readonly languageModelTools: readonly { readonly name: string }[] };
}

/** A turn of the chat, and what was shown in it. VS Code calls a participant only where it has a model, so that the turn is made here. */
function turnOf(request: { command?: string; prompt: string; model?: Pick<vscode.LanguageModelChat, 'sendRequest'> }) {
  const shown: string[] = [];
  const turn: Turn = {
    request: { ...request, toolInvocationToken: undefined as never } as unknown as Turn['request'],
    stream: {
      markdown: (value) => void shown.push(typeof value === 'string' ? value : value.value),
      progress: () => {},
    },
    token: new vscode.CancellationTokenSource().token,
    service: undefined,
  };
  return { turn, shown };
}

/** A server that answers each command of the chat with its name. */
const server: Pick<Server, 'request'> = {
  request: async <R>(_name: string, asked?: object) =>
    ({ markdown: `facts ${JSON.stringify(asked)}`, text: 'facts', instructions: 'data' }) as R,
};

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

    it('are called by the model of a chat, which cannot propose anything', async () => {
      const offered = new Set<string>();
      let result = '';
      const model: Pick<vscode.LanguageModelChat, 'sendRequest'> = {
        async sendRequest(messages, options) {
          for (const { name } of options?.tools ?? []) offered.add(name);
          const parts = (messages.at(-1)?.content ?? []) as readonly unknown[];
          const [answer] = parts.filter((part) => part instanceof vscode.LanguageModelToolResultPart);
          for (const each of answer?.content ?? [])
            if (each instanceof vscode.LanguageModelTextPart) result += each.value;
          const part = answer
            ? new vscode.LanguageModelTextPart('One call has no timeout.')
            : new vscode.LanguageModelToolCallPart('1', 'prr_findings', { rule: 'outbound-call-timeout' });
          const stream = (async function* () {
            yield part;
          })();
          return { stream, text: (async function* () {})() };
        },
      };
      const { turn, shown } = turnOf({ prompt: 'What hangs?', model });
      await answerTurn(server, turn);
      assert.match(result, /frontend\/src\/search-client\.ts:\d+ warning outbound-call-timeout/);
      assert.deepEqual(shown, ['One call has no timeout.']);
      assert.ok(offered.has('prr_findings'));
      assert.ok([...offered].every((name) => name.startsWith('prr_') && !name.startsWith('prr_propose_')));
    });

    it('are not needed for a command of @prr, nor is a model', async () => {
      const { turn, shown } = turnOf({ command: 'findings', prompt: 'search' });
      await answerTurn(server, turn);
      assert.deepEqual(shown, ['facts {"command":"findings","words":"search"}']);
      const failing = {
        sendRequest: async () => Promise.reject(vscode.LanguageModelError.NotFound('no model')),
      };
      const other = turnOf({ command: 'findings', prompt: 'search', model: failing });
      await answerTurn(server, other.turn);
      assert.equal(other.shown.length, 1);
      const alone = turnOf({ prompt: 'hello' });
      await answerTurn(server, alone.turn);
      assert.match(alone.shown.join(''), /use a command: `\/findings`/);
    });
  });
}
