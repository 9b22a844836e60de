import { unknownText, type Rendering } from '../model/rendering.ts';
import type { Span } from '../model/span.ts';
import type { ChartNames } from '../rendering/names/chart-names.ts';
import { inProduction } from './sent-facts.ts';

/** A part of a template. */
export interface TemplatePart {
  /** `Deployment shop`, or the name of a named template. */
  readonly name: string;
  readonly kind: 'object' | 'template';
  readonly span: Span;
  /** What to select of it. */
  readonly at: Span;
}

/** The objects that a template of a chart gives in production, and the named templates that it defines, in the order of its text. */
export function templateParts(
  file: string,
  { renderings, names }: { readonly renderings: readonly Rendering[]; readonly names: readonly ChartNames[] },
): readonly TemplatePart[] {
  const parts: TemplatePart[] = names.flatMap(({ definitions }) =>
    definitions
      .filter(({ at }) => at.file === file)
      .map(({ name, at, around }) => ({ name, kind: 'template', span: around, at: at.span }) as const),
  );
  const charts = renderings.filter(({ by }) => by === 'helm');
  for (const object of inProduction(charts).flatMap(({ objects }) => objects)) {
    const own = object.marks.filter(({ at }) => at.file === file).map(({ at }) => at.span);
    if (object.file !== file || own.length === 0) continue;
    const start = Math.min(...own.map((span) => span.start));
    const span = { start, end: Math.max(...own.map(({ end }) => end)) };
    const isNamed = object.name !== '' && !object.name.includes(unknownText);
    const name = isNamed ? `${object.kind} ${object.name}` : object.kind;
    parts.push({ name, kind: 'object', span, at: { start, end: start } });
  }
  const known = new Map(parts.map((part) => [`${part.span.start} ${part.kind} ${part.name}`, part]));
  return [...known.values()].sort((a, b) => a.span.start - b.span.start);
}
