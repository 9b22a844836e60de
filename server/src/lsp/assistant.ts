import { URI } from 'vscode-uri';
import type { ToolContext } from '../assistant/tool.ts';
import { command, method } from '../protocol.ts';
import type { ChatParams, ChatView, ToolAnswerView, ToolCall } from '../protocol/assistant.ts';
import type { CancellationToken } from 'vscode-languageserver';
import type { Readiness } from '../service.ts';
import type { Context } from './context.ts';
import { uriOf } from './convert.ts';
import type { Folder } from './folders.ts';
import { pausing } from './guard.ts';
import { record } from './well-formed.ts';

interface Home {
  readonly folder: Folder;
  readonly core: Readiness;
}

const reading = { text: 'The workspace is still being read. Ask again in a moment.', failed: true } as const;
const failed = { text: 'The tool failed; the log of Production Readiness says why.', failed: true } as const;

/** What the server says of itself in the chat of the editor. */
const chatName = 'VS Code chat';

/** The tools for assistants, as the editor's language model tools and its chat participant call them. */
export function registerAssistant(context: Context, { data }: Pick<ToolContext, 'data'>): void {
  const { connection, guard } = context;
  const contextOf = ({ core }: Home, { by, token }: { by: string; token: CancellationToken | undefined }) => ({
    core,
    data,
    by: by.slice(0, 100) || chatName,
    between: pausing(token),
  });
  connection.onRequest(
    method.callTool,
    guard('tool', failed, async (call: ToolCall, token?: CancellationToken): Promise<ToolAnswerView> => {
      const home = homeOf(await context.cores(), record(call.args));
      if (!home) return { text: 'No folder is open.', failed: true };
      if (!isRead(home)) return reading;
      const { callTool } = await import('../assistant/assistant.ts');
      const { text, data: found } = await callTool(
        String(call.tool),
        call.args,
        contextOf(home, { by: String(call.by), token }),
      );
      return found ? { text } : { text, failed: true };
    }),
  );
  connection.onRequest(
    method.chat,
    guard('chat', null, async (asked: ChatParams, token?: CancellationToken): Promise<ChatView | null> => {
      const home = homeOf(await context.cores(), record(asked));
      // Loaded with the first question: most windows ask none.
      const [{ answerChat }, { instructions }] = await Promise.all([
        import('../assistant/chat.ts'),
        import('../assistant/serve.ts'),
      ]);
      if (!home || !isRead(home))
        return { markdown: home ? reading.text : 'No folder is open.', text: '', instructions };
      const links = {
        line: (file: string, line: number) => `${uriOf(home.folder.path, file)}#L${line}`,
        guide: (page: string) => `command:${command.openGuide}?${encodeURIComponent(JSON.stringify([page]))}`,
      };
      const answer = await answerChat(asked, { context: contextOf(home, { by: chatName, token }), links });
      return answer ? { ...answer, instructions } : null;
    }),
  );
}

function isRead({ core }: Home): boolean {
  return core.live.complete && core.status().state === 'ready';
}

/** The folder that holds the path that is asked about, or has the service; else the first. */
function homeOf(homes: readonly Home[], { path, service }: Readonly<Record<string, unknown>>): Home | undefined {
  const holding = typeof path === 'string' ? homes.find(({ folder }) => isBelow(folder, path)) : undefined;
  const serving =
    typeof service === 'string'
      ? homes.find(({ core }) => core.services().some(({ name }) => name === service))
      : undefined;
  return holding ?? serving ?? homes[0];
}

function isBelow({ path: folder }: Folder, path: string): boolean {
  return URI.file(path).fsPath.startsWith(`${URI.file(folder).fsPath}/`);
}
