import * as vscode from 'vscode';
import { command, method, type ServiceParams } from '../../../server/src/protocol.ts';
import type { ChatParams, ChatView } from '../../../server/src/protocol/assistant.ts';
import { serviceKey } from '../checklist/shown.ts';
import type { Server } from '../server.ts';
import { writeProse, type Turn } from './prose.ts';

/** The chat participant `@prr`: its commands are answered by the server; a model, where there is one, adds prose. */
export function registerChat(server: Server, context: vscode.ExtensionContext): vscode.Disposable {
  const { chat } = vscode as Partial<typeof vscode>;
  if (typeof chat?.createChatParticipant !== 'function') return new vscode.Disposable(() => {});
  const participant = chat.createChatParticipant('prr.chat', (request, _, stream, token) => {
    const { service } = context.workspaceState.get<ServiceParams>(serviceKey) ?? {};
    return answerTurn(server, { request, stream, token, service });
  });
  participant.iconPath = vscode.Uri.joinPath(context.extensionUri, 'media/icon.png');
  return participant;
}

/** Answers a turn of the chat: with what the server says, then with prose where there is a model. */
export async function answerTurn(server: Pick<Server, 'request'>, turn: Turn): Promise<vscode.ChatResult> {
  const { request, stream, token, service } = turn;
  const asked: ChatParams = {
    command: request.command ?? '',
    words: request.prompt,
    ...(service === undefined ? {} : { service }),
  };
  const facts = asked.command === '' ? null : await server.request<ChatView | null>(method.chat, asked, token);
  if (facts) {
    const markdown = new vscode.MarkdownString(facts.markdown);
    // Only the Guide opens by a command; all else in it is text or a link to a file.
    markdown.isTrusted = { enabledCommands: [command.openGuide] };
    stream.markdown(markdown);
  }
  const hasProse = await writeProse(turn, facts);
  if (!facts && !hasProse) stream.markdown(help());
  return {};
}

function help(): string {
  return vscode.l10n.t(
    'Without a language model, use a command: `/findings`, `/explain`, `/checklist`, `/alerts`, `/guide`, `/picture`, `/notes` or `/engagement`.',
  );
}
