import type { Readiness } from '../service.ts';
import { code, text as escaped } from '../report/markdown-text.ts';
import { answerText, runTool } from './assistant.ts';
import { ToolError } from './tool-error.ts';
import type { Found, ToolContext } from './tool.ts';

/** What a person asks in the chat. */
export interface Asked {
  readonly command: string;
  readonly words: string;
  /** The service that the editor shows. */
  readonly service?: string | undefined;
}

/** Links of an answer in the chat. */
export interface Links {
  /** The address of a line of a file. */
  line(file: string, line: number): string;
  /** The address that opens a page of the Guide. */
  guide(page: string): string;
}

type Args = Readonly<Record<string, unknown>>;

/** The commands, each with the call that answers it. */
const commands: Readonly<Record<string, (core: Readiness, asked: Asked) => { tool: string; args: Args }>> = {
  findings: (core, { words }) => ({ tool: 'prr_findings', args: filterOf(core, words) }),
  explain: (_, { words }) => ({ tool: 'prr_explain_rule', args: words === '' ? {} : { rule: words } }),
  checklist: (core, asked) => {
    const { service, rest } = serviceIn(core, asked);
    return { tool: 'prr_checklist', args: { ...service, ...(rest === '' ? {} : { item: rest }) } };
  },
  alerts: (core, { words }) => ({
    tool: 'prr_alerts',
    args: words === '' ? {} : isService(core, words) ? { service: words } : { alert: words },
  }),
  guide: (_, { words }) =>
    /^[\w./-]+#[\w-]+$/.test(words)
      ? { tool: 'prr_read_guide', args: { guide: words } }
      : { tool: 'prr_search_guide', args: { words, limit: 10 } },
  picture: (core, { words }) => ({ tool: 'prr_picture', args: isService(core, words) ? { service: words } : {} }),
  notes: (core, { words }) => ({
    tool: 'prr_notes',
    args: isService(core, words) ? { service: words } : { open: true },
  }),
  engagement: (core, asked) => {
    const { service, rest } = serviceIn(core, asked);
    return { tool: 'prr_engagement', args: { ...service, ...(rest === '' ? {} : { part: rest }) } };
  },
};

/** Names of the commands. */
export const chatCommands: readonly string[] = Object.keys(commands);

/** The answer to a command, as Markdown for people and as text for a model; undefined for a command that is none. */
export async function answerChat(
  asked: Asked,
  { context, links }: { context: ToolContext; links: Links },
): Promise<{ markdown: string; text: string } | undefined> {
  const words = asked.words.trim();
  const call = Object.hasOwn(commands, asked.command)
    ? commands[asked.command]?.(context.core, { ...asked, words })
    : undefined;
  if (!call) return undefined;
  try {
    const found = await runTool(call.tool, call.args, context);
    return { markdown: markdownOf(found, { context, links }), text: answerText(found) };
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    const told = escaped(error.message);
    return { markdown: `${told.charAt(0).toUpperCase()}${told.slice(1)}.`, text: error.message };
  }
}

/** What filters findings: a service, a rule, a path, or words of an entry. */
function filterOf(core: Readiness, words: string): Args {
  if (words === '') return {};
  if (isService(core, words)) return { service: words };
  if (core.rules.some(({ id }) => id === words)) return { rule: words };
  if (words === 'new') return { since: 'HEAD', all: true };
  return core.live.index.hasFile(words) ? { path: words, all: true } : { entry: words };
}

function isService({ services }: Readiness, words: string): boolean {
  return services().some(({ name }) => name === words);
}

/** The service in the words, else the one that the editor shows; and the other words. */
function serviceIn(core: Readiness, { words, service }: Asked): { service: { service?: string }; rest: string } {
  const [first = '', ...others] = words.split(/\s+/);
  if (isService(core, first)) return { service: { service: first }, rest: others.join(' ') };
  return { service: service !== undefined && isService(core, service) ? { service } : {}, rest: words };
}

interface Drawing {
  readonly context: ToolContext;
  readonly links: Links;
}

function markdownOf({ head, rows, page, isMarkdown }: Found<unknown>, drawing: Drawing): string {
  const body = isMarkdown ? rows.join('\n') : rows.map((row) => rowMarkdown(row, drawing)).join('\n');
  const left = page && page.left > 0 ? `\n\n_${page.left} more are left out._` : '';
  return [escaped(head), body].filter((each) => each !== '').join('\n\n') + left;
}

/** A row as an item of a list, with what belongs to it below; places and pages are links. */
function rowMarkdown(row: string, drawing: Drawing): string {
  return row
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, at) => `${at === 0 ? '' : '  '}- ${lineMarkdown(line.trim().replace(/^- /, ''), drawing)}`)
    .join('\n');
}

function lineMarkdown(line: string, { context, links }: Drawing): string {
  const { index } = context.core.live;
  // A line of code, as findings show it.
  if (line.startsWith('| ')) return code(line.slice(2));
  return line
    .split(/(\(guide: [\w./#-]+\)|(?<!\S)[^\s:]+:\d+(?![\w:]))/)
    .map((piece) => {
      const guide = /^\(guide: (.+)\)$/.exec(piece)?.[1];
      if (guide !== undefined) return `([guide: ${escaped(guide)}](${links.guide(guide)}))`;
      const [, file, number] = /^(.+):(\d+)$/.exec(piece) ?? [];
      // What only looks like a place of the workspace is text.
      if (file === undefined || !index.hasFile(file)) return spaced(piece);
      return `[${escaped(piece)}](${links.line(file, Number(number))})`;
    })
    .join('');
}

/** Text that cannot be markup, with the blanks at its ends. */
function spaced(piece: string): string {
  return `${/^\s/.test(piece) ? ' ' : ''}${escaped(piece)}${/\S\s+$/.test(piece) ? ' ' : ''}`;
}
