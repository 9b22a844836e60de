import type { CodeLens, Location, ReferenceParams, TextDocumentPositionParams } from 'vscode-languageserver';
import { metricJoins, type MetricJoins, type SeriesUse } from '../index/metric-joins.ts';
import type { Metric, RecordingRule } from '../model/monitoring-fact.ts';
import { touches, type Place } from '../model/span.ts';
import { command } from '../protocol.ts';
import type { Language } from '../words/language.ts';
import { lines } from './convert.ts';
import type { Context, OpenDocument } from './context.ts';
import { say } from '../words/say.ts';

/** What uses the metric under a position, and what makes it; null where none is there. */
export async function metricReferences(
  context: Context,
  { textDocument, position, context: asked }: ReferenceParams,
): Promise<Location[] | null> {
  const found = await under(context, textDocument.uri, position);
  if (!found) return null;
  const places = [...found.uses, ...(asked.includeDeclaration ? found.sources : [])];
  return Promise.all(places.map((place) => found.document.at.location(place)));
}

/** What makes the metric under a position; null where none is there. */
export async function metricDefinition(
  context: Context,
  { textDocument, position }: TextDocumentPositionParams,
): Promise<Location[] | null> {
  const found = await under(context, textDocument.uri, position);
  if (!found || found.sources.length === 0) return null;
  return Promise.all(found.sources.map((place) => found.document.at.location(place)));
}

/** At each metric and recording rule of a document: what uses it. */
export async function metricLenses(context: Context, uri: string, document: OpenDocument): Promise<CodeLens[]> {
  const { core, file, at } = document;
  const joins = metricJoins(core.live.index);
  if (!joins.any) return [];
  const lenses: CodeLens[] = [];
  for (const fact of core.live.index.file(file)?.facts ?? []) {
    if (fact.kind !== 'metric' && fact.kind !== 'recording-rule') continue;
    const uses = usesOf(joins, fact);
    // A rule that nothing uses may be there for people who ask by hand; a metric too, but there one wants to know.
    if (fact.kind === 'recording-rule' && uses.length === 0) continue;
    const range = await at.range({ file, span: fact.span });
    const locations = await Promise.all(uses.map((use) => at.location(use)));
    const title = lensTitle(uses, context.words);
    lenses.push({
      range,
      command: context.commands
        ? { title, command: command.showReferences, arguments: [uri, range.start, locations] }
        : { title, command: '' },
    });
  }
  return lenses;
}

interface Under {
  readonly document: OpenDocument;
  readonly uses: readonly Place[];
  readonly sources: readonly Place[];
}

/** What belongs to the metric whose name is under the cursor. */
async function under(
  context: Context,
  uri: string,
  position: { line: number; character: number },
): Promise<Under | undefined> {
  const document = await context.document(uri);
  const text = await document?.core.live.text(document.file);
  if (!document?.core.live.complete || text === undefined) return undefined;
  const { core, file } = document;
  const offset = lines(text).offset(position);
  const joins = metricJoins(core.live.index);
  const made = (core.live.index.file(file)?.facts ?? []).find(
    (fact): fact is Metric | RecordingRule =>
      (fact.kind === 'metric' || fact.kind === 'recording-rule') && touches(fact.span, offset),
  );
  if (made) return { document, uses: usesOf(joins, made), sources: [{ file, span: made.span }] };
  const use = joins.inFile(file).find(({ span }) => touches(span, offset));
  if (!use) return undefined;
  const sources = joins.sourcesOf(use.series);
  const uses = new Map<string, Place>();
  const all = sources.length > 0 ? sources.flatMap(({ fact }) => usesOf(joins, fact)) : [use];
  for (const each of all) uses.set(`${each.file} ${each.span.start}`, each);
  return {
    document,
    uses: [...uses.values()],
    sources: sources.map(({ file: source, fact }) => ({ file: source, span: fact.span })),
  };
}

function usesOf(joins: MetricJoins, fact: Metric | RecordingRule): readonly SeriesUse[] {
  return fact.kind === 'metric' ? joins.usesOf(fact) : joins.usesOfRule(fact);
}

function lensTitle(uses: readonly SeriesUse[], words: Language): string {
  const parts = (['alert', 'panel', 'objective', 'recording rule'] as const).flatMap((by) => {
    const { size } = new Set(uses.filter((use) => use.by === by).map(({ file, name }) => `${file} ${name}`));
    return size === 0 ? [] : [words.shown(say(counts[by], { count: size }))];
  });
  return parts.length > 0 ? parts.join(' · ') : words.shown(say('editor.unused'));
}

const counts = {
  alert: 'editor.alerts',
  panel: 'editor.panels',
  objective: 'editor.objectives',
  'recording rule': 'editor.recording-rules',
} as const;
