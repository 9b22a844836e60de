import * as vscode from 'vscode';
import type { ChatView } from '../../../server/src/protocol/assistant.ts';

/** What a turn of the chat is answered with. */
export interface Turn {
  readonly request: Pick<vscode.ChatRequest, 'command' | 'prompt' | 'toolInvocationToken'> & {
    readonly model?: vscode.LanguageModelChat;
  };
  readonly stream: Pick<vscode.ChatResponseStream, 'markdown' | 'progress'>;
  readonly token: vscode.CancellationToken;
  readonly service: string | undefined;
}

/** Answers of a model that may call tools, in one turn. */
const mostRounds = 8;

const task = [
  'You are a site reliability engineer who is consulted about this workspace. Advise, never block.',
  'Use only what the tools show. Cite file:line and the Guide page. Say what is inconclusive, and do not guess.',
  'Answer in a few short sentences.',
].join('\n');

/** Lets the model of the person write prose over what is known; gives false where there is none or it does not answer. */
export async function writeProse({ request, stream, token }: Turn, facts: ChatView | null): Promise<boolean> {
  const { model } = request;
  // A command without words of the person is answered already.
  if (!model || (facts && request.prompt.trim() === '')) return false;
  const { LanguageModelChatMessage: Message } = vscode;
  const messages = [Message.User(facts ? `${task}\n${facts.instructions}` : task), Message.User(request.prompt)];
  if (facts) messages.push(Message.User(facts.text));
  // A model that reads text of the workspace proposes nothing unasked: those tools are for the person's own agent.
  const tools = vscode.lm.tools.filter(({ name }) => name.startsWith('prr_') && !name.startsWith('prr_propose'));
  let isWritten = false;
  try {
    for (let round = 0; round < mostRounds && !token.isCancellationRequested; round++) {
      const calls: vscode.LanguageModelToolCallPart[] = [];
      const said: (vscode.LanguageModelTextPart | vscode.LanguageModelToolCallPart)[] = [];
      const { stream: parts } = await model.sendRequest(messages, { tools: [...tools] }, token);
      for await (const part of parts) {
        if (part instanceof vscode.LanguageModelTextPart) {
          if (facts && !isWritten) stream.markdown('\n\n---\n\n');
          stream.markdown(part.value);
          isWritten = true;
          said.push(part);
        } else if (part instanceof vscode.LanguageModelToolCallPart) {
          calls.push(part);
          said.push(part);
        }
      }
      if (calls.length === 0) break;
      messages.push(Message.Assistant(said));
      const results: vscode.LanguageModelToolResultPart[] = [];
      for (const { callId, name, input } of calls) {
        const content = await call(name, { input, token, toolInvocationToken: request.toolInvocationToken, tools });
        results.push(new vscode.LanguageModelToolResultPart(callId, content));
      }
      messages.push(Message.User(results));
    }
  } catch (error) {
    // A model that is missing, refused or over its quota takes nothing from the answer of the server.
    if (!(error instanceof vscode.LanguageModelError)) throw error;
  }
  return isWritten;
}

interface Call {
  readonly input: object;
  readonly token: vscode.CancellationToken;
  readonly toolInvocationToken: vscode.ChatParticipantToolToken;
  readonly tools: readonly vscode.LanguageModelToolInformation[];
}

/** The content of a tool's answer; a tool that fails, or is none of ours, says why. */
async function call(name: string, { input, token, toolInvocationToken, tools }: Call): Promise<unknown[]> {
  try {
    if (!tools.some((each) => each.name === name)) throw new Error(`there is no tool ${name}`);
    const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken }, token);
    return content;
  } catch (error) {
    if (token.isCancellationRequested) throw error;
    return [new vscode.LanguageModelTextPart(error instanceof Error ? error.message : String(error))];
  }
}
