import type { RenderProblem } from '../../model/rendering.ts';
import { matcherOf, signsOf } from '../../workspace/glob.ts';
import type { Files } from '../files.ts';
import { readFile } from '../kustomize/from-yaml.ts';
import { baseName, folderOf } from '../kustomize/paths.ts';
import type { Resource } from '../kustomize/resource.ts';
import { at, fieldOf, itemsAt, type MapTree, textAt, type Tree, withField } from '../kustomize/tree.ts';
import { filled, flattened, type Parameter, type Parameters, together } from './parameters.ts';
import { isOwnRepository } from './sources.ts';

/** An Application that an ApplicationSet makes. */
export interface MadeApplication {
  readonly tree: MapTree;
  readonly words: readonly string[];
  readonly unknowns: readonly string[];
}

interface Context {
  readonly files: Files;
  readonly remote: string | undefined;
  readonly problems: RenderProblem[];
  readonly isGo: boolean;
}

/** Applications of one set. */
const maxApplications = 500;

/** The Applications of a set, as far as its generators do not ask a cluster or a service. */
export function applicationsOf(
  { tree }: Resource,
  { files, remote, problems }: Omit<Context, 'isGo'>,
): readonly MadeApplication[] {
  const spec = fieldOf(tree, 'spec');
  const template = fieldOf(spec, 'template');
  if (template?.type !== 'map') return [];
  const context: Context = { files, remote, problems, isGo: textAt(spec, 'goTemplate') === 'true' };
  const sets = itemsAt(spec, 'generators').flatMap((generator) => parametersOf(generator, context));
  const patched = fieldOf(spec, 'templatePatch') ? ['spec.templatePatch changes the Application'] : [];
  return sets.slice(0, maxApplications).flatMap((parameters): MadeApplication[] => {
    const made = filled(template, parameters, context.isGo);
    if (made.type !== 'map') return [];
    const name = at(tree, 'metadata', 'name');
    // The set is what a person edits: the name of the Application is shown there.
    const metadata = fieldOf(made, 'metadata');
    const named =
      metadata?.type === 'map' && name && !fieldOf(metadata, 'name')
        ? withField(metadata, 'name', { key: {}, value: name })
        : metadata;
    const application = named ? withField(made, 'metadata', { key: {}, value: named }) : made;
    return [
      {
        tree: application,
        words: wordsOf(parameters),
        unknowns: [...patched, ...(parameters.gap ? [parameters.gap] : [])],
      },
    ];
  });
}

/** Short values tell clusters and environments apart. */
function wordsOf({ values }: Parameters): string[] {
  return [...new Set([...values.values()].map(({ text }) => text))]
    .filter((text) => /^[\w.-]{1,40}$/.test(text))
    .slice(0, 12);
}

const none: Parameters = { values: new Map() };

function parametersOf(generator: Tree, context: Context): readonly Parameters[] {
  const kinds: Readonly<Record<string, (own: Tree) => readonly Parameters[]>> = {
    list: (own) => listParameters(own),
    git: (own) => gitParameters(own, context),
    matrix: (own) => matrixParameters(own, context),
    merge: (own) => mergeParameters(own, context),
  };
  for (const [name, read] of Object.entries(kinds)) {
    const own = fieldOf(generator, name);
    if (own)
      return read(own)
        .slice(0, maxApplications)
        .map((parameters) => withValues(parameters, own, context.isGo));
  }
  const [kind = 'unknown'] = generator.type === 'map' ? generator.fields.keys() : [];
  const place = generator.at;
  const gap = `the ${kind} generator reads from outside this workspace`;
  if (place)
    context.problems.push({
      ...place,
      problem: 'unknown',
      message: `The ${kind} generator reads values from outside this workspace.`,
    });
  return [withValues({ values: new Map(), gap }, fieldOf(generator, kind) ?? generator, context.isGo)];
}

/** The fixed `values` of a generator, which may name its parameters. */
function withValues(parameters: Parameters, generator: Tree, isGo: boolean): Parameters {
  const values = fieldOf(generator, 'values');
  if (values?.type !== 'map') return parameters;
  return together(parameters, { values: flattened(filled(values, parameters, isGo), 'values') });
}

function listParameters(own: Tree): Parameters[] {
  const gap = fieldOf(own, 'elementsYaml') ? 'elementsYaml gives more elements' : undefined;
  const elements = itemsAt(own, 'elements').map((element): Parameters => ({ values: flattened(element) }));
  return gap === undefined ? elements : [...elements, { values: new Map(), gap }];
}

function gitParameters(own: Tree, { files, remote }: Context): Parameters[] {
  if (isOwnRepository(textAt(own, 'repoURL'), remote) === false)
    return [{ values: new Map(), gap: 'the git generator reads another repository' }];
  const prefix = textAt(own, 'pathParamPrefix');
  const name = (key: string): string => (prefix === undefined ? key : `${prefix}.${key}`);
  const [folders, inFiles] = [itemsAt(own, 'directories'), itemsAt(own, 'files')];
  const all = files.under('');
  if (folders.length > 0) {
    const known = new Set(all.flatMap((file) => foldersAbove(file)));
    return chosen([...known].sort(), folders).map((folder) => ({ values: pathParameters(folder, name) }));
  }
  return chosen(all, inFiles).flatMap((file): Parameters[] => {
    const trees = readFile(file, files.text(file) ?? '').flatMap(({ tree }) =>
      tree?.type === 'list' ? tree.items : (tree ?? []),
    );
    const path = pathParameters(folderOf(file), name);
    path.set(name('path.filename'), { text: baseName(file) });
    return trees.map((tree) => ({ values: new Map([...flattened(tree), ...path]) }));
  });
}

function foldersAbove(file: string): string[] {
  const parts = file.split('/').slice(0, -1);
  if (parts.some((part) => part.startsWith('.'))) return [];
  return parts.map((_, i) => parts.slice(0, i + 1).join('/'));
}

function chosen(paths: readonly string[], patterns: readonly Tree[]): string[] {
  const matchers = patterns.flatMap((pattern) => {
    const signs = signsOf((textAt(pattern, 'path') ?? '').replace(/^\.?\//, ''));
    return signs
      ? [{ matches: matcherOf(signs, { bare: false }), isExcluded: textAt(pattern, 'exclude') === 'true' }]
      : [];
  });
  return paths.filter((path) => {
    const names = path.split('/');
    const fits = (isExcluded: boolean): boolean =>
      matchers.some((each) => each.isExcluded === isExcluded && each.matches(names));
    return fits(false) && !fits(true);
  });
}

function pathParameters(folder: string, name: (key: string) => string): Map<string, Parameter> {
  const segments = folder.split('/');
  const last = segments.at(-1) ?? '';
  const values = new Map<string, Parameter>([
    [name('path'), { text: folder }],
    [name('path.basename'), { text: last }],
    [name('path.basenameNormalized'), { text: last.toLowerCase().replace(/[^a-z0-9-]/g, '-') }],
  ]);
  for (const [i, text] of segments.entries()) {
    values.set(name(`path[${i}]`), { text });
    values.set(name(`path.segments.${i}`), { text });
  }
  return values;
}

/** Each of the first with each of the second, whose own parameters may name those of the first. */
function matrixParameters(own: Tree, context: Context): Parameters[] {
  const [first, second] = itemsAt(own, 'generators');
  if (!first || !second) return [];
  return parametersOf(first, context).flatMap((a) =>
    parametersOf(filled(second, a, context.isGo), context).map((b) => together(a, b)),
  );
}

/** Those of the first generator; the others add to the ones with the same keys. */
function mergeParameters(own: Tree, context: Context): Parameters[] {
  const keys = itemsAt(own, 'mergeKeys').flatMap((item) => textAt(item) ?? []);
  const [base = [], ...others] = itemsAt(own, 'generators').map((generator) => parametersOf(generator, context));
  const keyOf = ({ values }: Parameters): string | undefined => {
    const parts = keys.map((key) => values.get(key)?.text);
    return parts.every((part) => part !== undefined) ? parts.join('\n') : undefined;
  };
  const merged = base.map((parameters) =>
    others
      .flat()
      .reduce(
        (all, other) => (keyOf(other) !== undefined && keyOf(other) === keyOf(all) ? together(all, other) : all),
        parameters,
      ),
  );
  // Which clusters there are is not known; what is written for one of them tells of it.
  const unsure = base.filter((parameters) => parameters.gap !== undefined && keyOf(parameters) === undefined);
  const named = unsure.flatMap((parameters) =>
    others.flat().map((other) => together(together(none, parameters), other)),
  );
  return [...merged, ...named];
}
