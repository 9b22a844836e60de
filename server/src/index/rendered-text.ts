import type { RenderedObject, Rendering } from '../model/rendering.ts';
import { touches } from '../model/span.ts';
import type { RenderedView } from '../protocol/rendered.ts';
import { inProduction } from './sent-facts.ts';

/** The objects of one environment that a file is written in, or gives values to; null where there is nothing of the kind. */
export function renderedText(
  renderings: readonly Rendering[],
  { file, offset, environment }: { file: string; offset?: number | undefined; environment?: string | undefined },
): RenderedView | null {
  const concerned = renderings.filter(({ objects, problems }) =>
    [...objects, ...problems].some((each) => ('marks' in each ? concerns(each, file) : each.file === file)),
  );
  const chosen =
    concerned.find((each) => each.environment === environment) ?? inProduction(concerned)[0] ?? concerned[0];
  if (!chosen) return null;
  const objects = chosen.objects.filter((object) => concerns(object, file));
  let text = '';
  let line: number | undefined;
  for (const object of objects) {
    if (text !== '') text += '---\n';
    if (offset !== undefined) line ??= lineOf(object, { file, offset, above: text.split('\n').length - 1 });
    text += object.text;
  }
  return {
    environments: [...new Set(concerned.map((each) => each.environment))],
    environment: chosen.environment,
    text,
    ...(line === undefined ? {} : { line }),
    problems: chosen.problems.map(({ message }) => message),
  };
}

function concerns({ file: own, marks }: RenderedObject, file: string): boolean {
  return own === file || marks.some(({ at, from }) => at.file === file || from?.some((place) => place.file === file));
}

function lineOf(
  { text, marks }: RenderedObject,
  { file, offset, above }: { file: string; offset: number; above: number },
): number | undefined {
  const mark = marks.find(
    ({ at, from }) =>
      (at.file === file && touches(at.span, offset)) ||
      from?.some((place) => place.file === file && touches(place.span, offset)),
  );
  if (!mark) return undefined;
  const inside = mark.same && mark.at.file === file ? Math.max(0, offset - mark.at.span.start) : 0;
  return above + text.slice(0, Math.min(mark.start + inside, mark.end)).split('\n').length - 1;
}
