import type { CodeLens } from 'vscode-languageserver';
import { command } from '../protocol.ts';
import type { Context, OpenDocument } from './context.ts';
import { metricLenses } from './metrics.ts';
import { say } from '../words/say.ts';

/** What stands above lines of code: what uses a metric, and follow-ups of postmortems that are not done. */
export function registerLenses(context: Context): void {
  context.connection.onCodeLens(
    context.guard('code lens', [], async ({ textDocument: { uri } }): Promise<CodeLens[]> => {
      const document = await context.document(uri);
      if (!document?.core.live.complete) return [];
      return [...(await metricLenses(context, uri, document)), ...(await followupLenses(context, uri, document))];
    }),
  );
}

/** Words of a follow-up that fit above a line. */
const maxWords = 100;

async function followupLenses(context: Context, uri: string, { core, file, at }: OpenDocument): Promise<CodeLens[]> {
  const followups = await (await core.engagements()).followupsIn(file);
  return Promise.all(
    followups.map(async ({ line, text, postmortem, followup }) => {
      const position = { line: line - 1, character: 0 };
      const words = text.length > maxWords ? `${text.slice(0, maxWords - 1)}…` : text;
      const { date } = postmortem;
      const said = date === undefined ? say('editor.followup', { words }) : say('editor.followup-of', { date, words });
      const title = context.words.shown(said);
      const location = await at.location(followup.action.at);
      return {
        range: { start: position, end: position },
        command: context.commands
          ? { title, command: command.showReferences, arguments: [uri, position, [location]] }
          : { title, command: '' },
      };
    }),
  );
}
