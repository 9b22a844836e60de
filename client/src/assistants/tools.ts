import * as vscode from 'vscode';
import { method } from '../../../server/src/protocol.ts';
import type { ToolAnswerView, ToolCall } from '../../../server/src/protocol/assistant.ts';
import type { Server } from '../server.ts';

type Input = Readonly<Record<string, unknown>>;

/** How proposals of the editor's own assistants are signed. */
const signature = 'VS Code chat';

/** Offers the tools of the manifest to language models of the editor; the server does what they do. */
export function registerTools(server: Server, { packageJSON }: vscode.Extension<unknown>): vscode.Disposable {
  // Editors without language models have no such namespace.
  const { lm } = vscode as Partial<typeof vscode>;
  if (typeof lm?.registerTool !== 'function') return new vscode.Disposable(() => {});
  return vscode.Disposable.from(
    ...namesIn(packageJSON).map(({ name, title }) => lm.registerTool<Input>(name, toolOf(server, { name, title }))),
  );
}

interface Named {
  readonly name: string;
  readonly title: string;
}

function namesIn(manifest: unknown): readonly Named[] {
  const { contributes } = manifest as {
    contributes?: { languageModelTools?: readonly { name: string; displayName: string }[] };
  };
  return (contributes?.languageModelTools ?? []).map(({ name, displayName }) => ({ name, title: displayName }));
}

function toolOf(server: Server, { name, title }: Named): vscode.LanguageModelTool<Input> {
  return {
    prepareInvocation({ input }) {
      const invocationMessage = title;
      if (!name.startsWith('prr_propose')) return { invocationMessage };
      return { invocationMessage, confirmationMessages: { title, message: proposed(input) } };
    },
    async invoke({ input }, token) {
      const call: ToolCall = { tool: name, args: input, by: signature };
      const { text, failed } = await server.request<ToolAnswerView>(method.callTool, call, token);
      if (failed) throw new Error(text);
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
    },
  };
}

/** What would be written, as plain text: a model may have been told to word it so that it misleads. */
function proposed(input: Input): vscode.MarkdownString {
  const words = vscode.l10n.t('Writes a proposal under .prr/proposals. It counts only after you accept it.');
  const message = new vscode.MarkdownString();
  message.appendText(words);
  for (const [key, value] of Object.entries(input))
    message.appendText(`\n\n${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`);
  return message;
}
