import type { RenderProblem } from '../../model/rendering.ts';
import type { Place, Span } from '../../model/span.ts';
import { readYaml } from '../../syntax/yaml.ts';
import type { YamlNode } from '../../syntax/yaml-node.ts';

/** A text, and the file that it is in. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
}

/** The first document of a text; `base` is added to its spans. */
export interface ReadText {
  readonly root: YamlNode | undefined;
  readonly base: number;
  readonly problems: readonly RenderProblem[];
}

/** Reads the first document of a text; mistakes in it are problems at their places. */
export function readText(source: SourceText): ReadText {
  return readTexts(source)[0] ?? { root: undefined, base: 0, problems: [] };
}

/** Reads all documents of a text that are not empty. */
export function readTexts({ file, text }: SourceText): readonly ReadText[] {
  return readYaml(text)
    .filter(({ root, problems }) => root || problems.length > 0)
    .map(({ root, start, problems }) => ({
      root,
      base: start,
      problems: problems.filter(isFatal).map(({ span, message }) => ({
        ...placeOf({ file, base: start }, span),
        problem: 'syntax',
        message: `${message.slice(0, 1).toUpperCase()}${message.slice(1)}`,
      })),
    }));
}

/** Helm takes the last of a key that is given twice. */
function isFatal({ message }: { readonly message: string }): boolean {
  return !message.endsWith('is given twice');
}

/** A place in a file, for a span of a part of its text that starts at `base`. */
export function placeOf({ file, base = 0 }: { readonly file: string; readonly base?: number }, span: Span): Place {
  return { file, span: { start: span.start + base, end: span.end + base } };
}
