import type { Position } from 'vscode-languageserver';
import { renderedAt, type RenderedPlace, type RenderedValue } from '../index/rendered-places.ts';
import { renderedText } from '../index/rendered-text.ts';
import { method } from '../protocol.ts';
import type { RenderedParams, RenderedView } from '../protocol/rendered.ts';
import type { Language } from '../words/language.ts';
import { visible } from '../report/terminal.ts';
import { lines } from './convert.ts';
import type { Context, OpenDocument } from './context.ts';
import { say } from '../words/say.ts';

/** What templates, values and patches are rendered to, beside their source. */
export function registerRendered(context: Context): void {
  context.connection.onRequest(
    method.rendered,
    context.guard('rendered objects', null, async (params: RenderedParams): Promise<RenderedView | null> => {
      const document = await context.document(params.uri);
      const text = await document?.core.live.text(document.file);
      if (!document?.core.live.complete || text === undefined) return null;
      const renderings = await document.core.live.renderings.of(document.file);
      const offset = params.position ? lines(text).offset(params.position) : undefined;
      return renderedText(renderings, { file: document.file, offset, environment: params.environment });
    }),
  );
}

/** Environments that are named one by one in a hover. */
const maxLines = 12;

/** What a place is rendered to, in Markdown: once where all environments agree, else for each. Undefined for other text. */
export async function renderedHover(
  document: OpenDocument,
  position: Position,
  words: Language,
): Promise<string | undefined> {
  const place = await placeAt(document, position);
  if (!place) return undefined;
  const known = place.values.filter(({ unknown }) => unknown === undefined);
  const reasons = [...new Set(place.values.flatMap(({ unknown }) => unknown ?? []))];
  const texts = new Set(known.map(({ text }) => text));
  const why = reasons.map((reason) => words.shown(say('hover.not-known', { reason })));
  if (known.length === 0) return why.length > 0 ? why.join('\n\n') : undefined;
  if (texts.size === 1)
    return [words.shown(say('hover.renders-to', { text: code([...texts][0] ?? '') })), ...why].join('\n\n');
  const rows = [...new Set(known.map((each) => rowOf(each, words)))];
  const more =
    rows.length > maxLines ? [`- ${words.shown(say('hover.and-more', { count: rows.length - maxLines }))}`] : [];
  return [`${words.shown(say('hover.renders'))}\n`, ...rows.slice(0, maxLines), ...more, ...why].join('\n');
}

function rowOf({ environment, object, text }: RenderedValue, words: Language): string {
  const place = { text: code(text), object: code(object) };
  const said =
    environment === ''
      ? say('hover.rendered-in', place)
      : say('hover.rendered-in-with', { ...place, environment: code(environment) });
  return `- ${words.shown(said)}`;
}

/** Text of the workspace as code that cannot end by itself. */
function code(text: string): string {
  return `\`${visible(text).replaceAll('`', "'")}\``;
}

/** What is known of a position from what is rendered there; undefined for other text. */
export async function placeAt({ core, file }: OpenDocument, position: Position): Promise<RenderedPlace | undefined> {
  const text = await core.live.text(file);
  if (!core.live.complete || text === undefined) return undefined;
  const offset = lines(text).offset(position);
  return renderedAt(await core.live.renderings.of(file), { file, offset, text });
}
