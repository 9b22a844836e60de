import type { ImageBuild } from '../../model/image-fact.ts';
import { dig, entriesOf, itemsOf, textOf, type YamlNode } from '../../syntax/yaml-node.ts';
import { type Artefact, placedText } from './artefact.ts';
import { joinPath } from './paths.ts';

/** Of one file; more is generated. */
const maxBuilds = 100;

/** `docker build -t NAME -f FILE CONTEXT` in the text of a script, a Makefile or a pipeline. */
export function dockerBuilds(file: string, text: string): ImageBuild[] {
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  // Pipelines run at the top; what a script or a Makefile runs is beside it as a rule.
  const base = /(^|\/)\.|gitlab-ci/.test(file) ? '' : folder;
  const found: ImageBuild[] = [];
  const joined = text.replace(/\\\r?\n/g, (line) => ' '.repeat(line.length));
  for (const match of joined.matchAll(
    /\b(?:docker|podman|nerdctl)[ \t]+(?:buildx[ \t]+|image[ \t]+)?build[ \t]+([^\n;|&]{1,2000})/g,
  )) {
    if (found.length >= maxBuilds) break;
    const words = (match[1] ?? '').split(/\s+/).filter((word) => word !== '');
    const [tags, files, targets] = [/^(-t|--tag)$/, /^(-f|--file)$/, /^--target$/].map((pattern) =>
      valuesOf(words, pattern),
    );
    const context = words.findLast((word, at) => !word.startsWith('-') && !takesValue.test(words[at - 1] ?? ''));
    const start = match.index;
    found.push(
      ...built(base, {
        images: tags ?? [],
        file: files?.[0],
        context,
        target: targets?.[0],
        span: { start, end: start + 12 },
      }),
    );
  }
  return found;
}

const takesValue =
  /^(-t|--tag|-f|--file|--target|--build-arg|--platform|--label|--cache-from|--cache-to|--output|-o|--progress|--secret|--ssh|--network|--iidfile|--metadata-file|--builder|--build-context)$/;

function valuesOf(words: readonly string[], option: RegExp): string[] {
  return words.flatMap((word, at) => {
    const [name = '', ...value] = word.split('=');
    if (!option.test(name)) return [];
    return [value.length > 0 ? value.join('=') : (words[at + 1] ?? '')];
  });
}

interface Written {
  readonly images: readonly string[];
  readonly file: string | undefined;
  readonly context: string | undefined;
  readonly target?: string | undefined;
  readonly span: { start: number; end: number };
}

function built(base: string, { images, file, context, target, span }: Written): ImageBuild[] {
  const folder = plainPath(base, context ?? '.');
  // A path of `-f` is from where the command runs, that of an action likewise.
  const dockerfile = file === undefined ? undefined : plainPath(base, file);
  if (folder === undefined && dockerfile === undefined) return [];
  const own: Omit<ImageBuild, 'image'> = {
    kind: 'image-build',
    span,
    ...(dockerfile === undefined ? {} : { dockerfile }),
    ...(folder === undefined ? {} : { context: folder }),
    ...(target === undefined || target === '' ? {} : { target }),
  };
  const names = [...new Set(images.map(plainImage))];
  return (names.length === 0 ? [''] : names).map((image) => ({ ...own, image }));
}

/** A path without variables; `$PWD`, `.` and the like are the folder itself. */
function plainPath(base: string, written: string): string | undefined {
  const plain = written
    .replace(/^["']|["']$/g, '')
    .replace(/^(\$\{?(PWD|CURDIR)\}?|\$\((PWD|CURDIR|pwd)\)|\$\{\{[ ]*github\.workspace[ ]*\}\})/, '.');
  if (/[$`{]/.test(plain)) return undefined;
  return plain === '.' || plain === './' ? base.replace(/\/$/, '') : joinPath(base, plain);
}

/** The name of an image without tag; of a name with variables the last part, where that has none. */
function plainImage(written: string): string {
  const plain = written.replace(/^["']|["']$/g, '').replace(/\$\{\{[^}]*\}\}|\$\{[^}]*\}|\$\([^)]*\)|\$\w+/g, '$');
  const name = plain.replace(/@.*$/, '').replace(/:[^/]*$/, '');
  if (!name.includes('$')) return name;
  const last = name.slice(name.lastIndexOf('/') + 1);
  return last.includes('$') ? '' : last;
}

/** The artifacts of Skaffold. */
export function skaffoldBuilds(artefact: Artefact): ImageBuild[] {
  const folder = artefact.file.slice(0, artefact.file.lastIndexOf('/') + 1);
  return [
    ...itemsOf(dig(artefact.root, 'build', 'artifacts')),
    ...itemsOf(dig(artefact.root, 'profiles')).flatMap((profile) => itemsOf(dig(profile, 'build', 'artifacts'))),
  ].flatMap((item) => {
    const image = placedText(artefact, dig(item, 'image'));
    if (!image) return [];
    const context = textOf(dig(item, 'context')) ?? '.';
    const file = textOf(dig(item, 'docker', 'dockerfile')) ?? 'Dockerfile';
    return built(folder, {
      images: [image.text],
      context,
      file: `${context}/${file}`,
      target: textOf(dig(item, 'docker', 'target')),
      span: image.span,
    });
  });
}

/** The images that steps of a GitHub workflow build with `docker/build-push-action`; those of a matrix once an entry. */
export function actionBuilds(artefact: Artefact): ImageBuild[] {
  return entriesOf(dig(artefact.root, 'jobs')).flatMap(({ value: job }) =>
    itemsOf(dig(job, 'steps')).flatMap((step) => {
      const uses = placedText(artefact, dig(step, 'uses'));
      if (!uses || !/^(docker|depot)\/build-push-action@/.test(uses.text)) return [];
      const entries = matrixOf(dig(job, 'strategy', 'matrix'));
      return entries.flatMap((values) => {
        const text = (key: string) => {
          const written = textOf(dig(step, 'with', key));
          return written?.replace(
            /\$\{\{\s*matrix\.([\w.-]+)\s*\}\}/g,
            (whole, name: string) => values.get(name) ?? whole,
          );
        };
        return built('', {
          images: (text('tags') ?? '')
            .split(/[\n,]/)
            .map((each) => each.trim())
            .filter((each) => each !== ''),
          file: text('file'),
          context: text('context') ?? '.',
          target: text('target'),
          span: uses.span,
        });
      });
    }),
  );
}

/** Entries of a matrix, as far as they are texts; one without values where there is none. */
function matrixOf(matrix: YamlNode | undefined): ReadonlyMap<string, string>[] {
  const flat = (node: YamlNode, before: string): [string, string][] =>
    entriesOf(node).flatMap(({ key, value }) => {
      const text = textOf(value);
      if (!key || !value) return [];
      return text === undefined
        ? flat(value, `${before}${key.text}.`)
        : [[before + key.text, text] as [string, string]];
    });
  const included = itemsOf(dig(matrix, 'include')).map((each) => new Map(flat(each, '')));
  const listed = entriesOf(matrix).flatMap(({ key, value }) =>
    key && key.text !== 'include' && key.text !== 'exclude'
      ? itemsOf(value).map((each) => {
          const text = textOf(each);
          return new Map(text === undefined ? flat(each, `${key.text}.`) : [[key.text, text] as [string, string]]);
        })
      : [],
  );
  const all = [...included, ...listed].slice(0, maxBuilds);
  return all.length === 0 ? [new Map()] : all;
}

/** The targets of a bake file in HCL. */
export function bakeBuilds(file: string, text: string): ImageBuild[] {
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  return [...text.matchAll(/^target[ \t]+"([\w.-]{1,100})"[ \t]*\{([\s\S]{0,5000}?)^\}/gm)].flatMap((match) => {
    const [, name = '', body = ''] = match;
    const one = (key: string) => new RegExp(`^[ \\t]*${key}[ \\t]*=[ \\t]*"([^"\\n]*)"`, 'm').exec(body)?.[1];
    const tags = [...(/^[ \t]*tags[ \t]*=[ \t]*\[([^\]]*)\]/m.exec(body)?.[1] ?? '').matchAll(/"([^"]*)"/g)].map(
      ([, tag = '']) => tag,
    );
    const context = one('context') ?? '.';
    const start = match.index;
    return built(folder, {
      images: [...tags, name],
      context,
      file: `${context}/${one('dockerfile') ?? 'Dockerfile'}`,
      target: one('target'),
      span: { start, end: start + 6 },
    });
  });
}
