import type { Location, Position, ReferenceParams, TextDocumentPositionParams } from 'vscode-languageserver';
import { namedAt } from '../index/chart-places.ts';
import { touches, type Place } from '../model/span.ts';
import type { Context, OpenDocument } from './context.ts';
import { lines } from './convert.ts';
import { placeAt } from './rendered.ts';

/** Where the value at a position is set, or the named template is defined; null where that is not known. */
export async function valueDefinition(
  context: Context,
  { textDocument, position }: TextDocumentPositionParams,
): Promise<Location[] | null> {
  const document = await context.document(textDocument.uri);
  if (!document) return null;
  const { definitions } = await placesAt(document, position);
  return found(document, definitions);
}

/** Where templates use the value, or call the named template, at a position; null where none is known. */
export async function valueReferences(
  context: Context,
  { textDocument, position, context: asked }: ReferenceParams,
): Promise<Location[] | null> {
  const document = await context.document(textDocument.uri);
  if (!document) return null;
  const { definitions, uses } = await placesAt(document, position);
  return found(document, [...uses, ...(asked.includeDeclaration ? definitions : [])]);
}

/** By names, and by what is rendered: patches and releases give values, too, and know no names. */
async function placesAt(document: OpenDocument, position: Position) {
  const { core, file } = document;
  const text = await core.live.text(file);
  if (!core.live.complete || text === undefined) return { definitions: [], uses: [] };
  const offset = lines(text).offset(position);
  const named = namedAt(await core.live.renderings.names(file), { file, offset });
  const rendered = await placeAt(document, position);
  const { definitions = [], uses = [] } = named ?? {};
  const isElsewhere = (place: Place) => place.file !== file || !touches(place.span, offset);
  const files = new Set(definitions.map((each) => each.file));
  const sources = (rendered?.sources ?? []).filter((each) => !files.has(each.file));
  const others = (rendered?.uses ?? []).filter((each) => !uses.some((use) => overlaps(use, each)));
  return { definitions: [...definitions.filter(isElsewhere), ...sources], uses: [...uses, ...others] };
}

function overlaps(a: Place, b: Place): boolean {
  return a.file === b.file && a.span.start < b.span.end && b.span.start < a.span.end;
}

async function found({ at }: OpenDocument, places: readonly Place[]): Promise<Location[] | null> {
  return places.length > 0 ? Promise.all(places.map((place) => at.location(place))) : null;
}
