import type { ImageStart, StartCommand } from '../model/image-fact.ts';
import { substituted } from '../facts/artefacts/substitution.ts';
import type { ProductionInput } from './input.ts';
import { folderOf, joined, upwards } from './modules/paths.ts';
import { endingsOf, imageReference, isTelling, openNamed, tellingName } from './names.ts';

/** An image that is built from files of the workspace. */
export interface Recipe {
  /** The Dockerfile. */
  readonly file: string;
  /** What its last stage starts; absent where the Dockerfile was not read, as one of a test. */
  readonly start?: ImageStart;
  /** Folders that it is built from, as far as somebody says so. */
  readonly contexts: readonly string[];
}

/** The images of a workspace. */
export interface Images {
  readonly all: readonly Recipe[];
  byFile(file: string): Recipe | undefined;
  /** The recipe of an image's name, and the stage of it that is meant. */
  byName(image: string): { readonly recipe: Recipe; readonly stage?: string } | undefined;
}

/** Values of the `.env` beside a compose file, and of its folders above. */
export type Variables = (file: string) => ReadonlyMap<string, string>;

/** Prepares what compose files take from the `.env` beside them. */
export function openVariables({ facts }: Pick<ProductionInput, 'facts'>): Variables {
  const byFile = new Map(facts('config-values').map(({ file, fact }) => [file, fact.values]));
  return (file) => {
    const folder = folderOf(file);
    const values = ['.env', '.env.override'].flatMap((name) =>
      Object.entries(byFile.get(joined(folder, name) ?? name) ?? {}),
    );
    return new Map(values);
  };
}

/** Joins Dockerfiles with the names under which their images are known: in compose files, pipelines and by their folders. */
export function openImages(input: ProductionInput, variables: Variables): Images {
  const { facts, paths, workspaceName } = input;
  const recipes = new Map<string, { file: string; start?: ImageStart; contexts: string[] }>();
  for (const { file, fact } of facts('image-start')) recipes.set(file, { file, start: fact, contexts: [] });
  const named = new Map<string, Recipe>();
  const name = (image: string, file: string, context: string | undefined) => {
    if (!paths.has(file)) return;
    const recipe = recipes.get(file) ?? { file, contexts: [] };
    recipes.set(file, recipe);
    if (context !== undefined && !recipe.contexts.includes(context)) recipe.contexts.push(context);
    if (image !== '' && !image.includes('$'))
      for (const key of [image, imageReference(image).repository]) if (!named.has(key)) named.set(key, recipe);
  };
  for (const { file, fact } of facts('compose-service')) {
    const values = variables(file);
    const dockerfile = fact.dockerfile === undefined ? undefined : joined('', substituted(fact.dockerfile, values));
    if (dockerfile !== undefined) name(substituted(fact.image?.text ?? '', values), dockerfile, fact.context);
  }
  for (const { fact } of facts('image-build')) {
    const dockerfile = fact.dockerfile ?? joined(fact.context ?? '', 'Dockerfile');
    if (dockerfile !== undefined) name(fact.image, dockerfile, fact.context);
  }
  const all = [...recipes.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
  const modules = new Map(
    facts('module-map').flatMap(({ file, fact }) => (fact.name === undefined ? [] : [[folderOf(file), fact.name]])),
  );
  const own = openNamed(
    all.flatMap((recipe) =>
      [...new Set([...namesOf(recipe, workspaceName), ...moduleBeside(recipe, modules)])].map(
        (each) => [each, recipe] as const,
      ),
    ),
  );
  /** Of two of one name the one that stands in a folder of that name, and not only in a repository. */
  const inFolders = openNamed(
    all.flatMap((recipe) => {
      const name = tellingName(folderOf(recipe.file));
      return name === undefined ? [] : [[name, recipe] as const];
    }),
  );
  const atTop = openNamed(
    all.flatMap((recipe) => (ownNames(recipe.file, '\0').includes('\0') ? [[workspaceName, recipe] as const] : [])),
  );
  const stages = openNamed(
    all.flatMap((recipe) =>
      (recipe.start?.targets ?? []).flatMap(({ stage }) =>
        isTelling(stage) ? [[stage, { recipe, stage }] as const] : [],
      ),
    ),
  );
  const byLast = openNamed([...named].map(([key, recipe]) => [imageReference(key).name, recipe] as const));
  const byRepository = new Map<string, Set<Recipe>>();
  for (const [key, recipe] of named) {
    const { repository } = imageReference(key);
    byRepository.set(repository, (byRepository.get(repository) ?? new Set<Recipe>()).add(recipe));
  }
  return {
    all,
    byFile: (file) => recipes.get(file),
    byName(image) {
      const { repository, name: last, tag, owner } = imageReference(image);
      const isOne = (byRepository.get(repository)?.size ?? 0) === 1;
      const known = named.get(image) ?? (isOne ? named.get(repository) : undefined);
      if (known) return { recipe: known };
      // Several programs under one repository are told apart by the tag.
      for (const key of [last, ...(tag === undefined ? [] : [tag, ...endingsOf(tag)])]) {
        const stage = only(stages.exact(key));
        if (stage) return stage;
        const recipe = only(own.exact(key)) ?? only(inFolders.exact(key));
        if (recipe) return { recipe };
      }
      // `registry.example/shop/controller` of the repository shop.
      const recipe =
        only(own.same(last)) ??
        only(byLast.exact(last)) ??
        (general.test(last) ? only(atTop.exact(owner.slice(owner.lastIndexOf('/') + 1) || '-')) : undefined);
      return recipe && { recipe };
    },
  };
}

/** Names of images that say what the one program of a repository is, and not which. */
const general = /^(controller|operator|manager|server|app|api|web|main|image)$/i;

function only<T>(all: readonly T[]): T | undefined {
  return all.length === 1 ? all[0] : undefined;
}

/** Names that the image of a Dockerfile probably has: of the file, of its folder, of the script that starts it. */
function namesOf({ file, start }: Recipe, workspaceName: string): string[] {
  const words = [...(start?.entrypoint?.words ?? []), ...(start?.cmd?.words ?? [])].slice(0, 3);
  const script = words.flatMap((word) => /(?:^|\/)(?:start|run|launch)-([\w-]+)\.sh$/.exec(word)?.[1] ?? []);
  return [...ownNames(file, workspaceName), ...script.filter(isTelling)];
}

/** The name of the package or module beside a Dockerfile: `orders` of `@shop/orders` and `example.org/orders`. */
function moduleBeside({ file }: Recipe, modules: ReadonlyMap<string, string>): string[] {
  if (!/(^|\/)(docker|container)file$/i.test(file)) return [];
  const last =
    modules
      .get(folderOf(file))
      ?.replace(/\/v\d+$/, '')
      .split('/')
      .at(-1) ?? '';
  return isTelling(last) ? [last] : [];
}

function ownNames(file: string, workspaceName: string): string[] {
  const base = file.slice(file.lastIndexOf('/') + 1);
  const own =
    /^(?:docker|container)file[._-](.+)$/i.exec(base)?.[1] ?? /^(.+)\.(?:docker|container)file$/i.exec(base)?.[1];
  if (own !== undefined && isTelling(own)) return [own];
  return [tellingName(folderOf(file)) ?? workspaceName];
}

/** Folders in which the files of an image may be, the likeliest first: of the Dockerfile, of what it copies, of its context. */
export function rootsOf({ file, start, contexts }: Recipe, hasFolder: (folder: string) => boolean): string[] {
  const folder = folderOf(file);
  const bases = [...new Set([...contexts, folder, ...upwards(folder)])];
  const copied = (start?.copies ?? [])
    .flatMap(({ sources }) => sources)
    .flatMap((source) => {
      const plain = source
        .replace(/\/?\*+.*$/, '')
        .replace(/^\//, '')
        .replace(/\/$/, '');
      if (plain === '' || plain === '.' || /[$]/.test(plain)) return [];
      const base = bases.find((each) => hasFolder(joined(each, plain) ?? '\0'));
      return base === undefined ? [] : [joined(base, plain) ?? ''];
    });
  // What is copied from the top itself shows that the top is the program's.
  const fromTop = (start?.copies ?? []).some(({ sources }) =>
    sources.some((source) => /^\.?\/?$|^(\.\/)?[\w.-]+\.[\w*]+$/.test(source) && !/\.(sh|conf|env)$/.test(source)),
  );
  const top = fromTop && (folder === '' || contexts.includes('')) && (folder === '' || contexts[0] === '') ? [''] : [];
  const isOwn = isTelling(folder.slice(folder.lastIndexOf('/') + 1));
  const own = isOwn || contexts.includes(folder) ? [folder] : [folder, ...(folder === '' ? [] : [folderOf(folder)])];
  const inside = contexts.filter((each) => each !== '');
  return [...new Set([...inside, ...own.filter((each) => each !== ''), ...top, ...copied, ...contexts, ...own, ''])];
}

/** How a recipe is started: entrypoint and arguments, of a stage where one is meant. */
export function startOf({ start }: Recipe, stage?: string): { entrypoint?: StartCommand; cmd?: StartCommand } {
  if (!start) return {};
  const target = start.targets.find((each) => each.stage === stage);
  const { entrypoint, cmd } = target ?? start;
  return { ...(entrypoint ? { entrypoint } : {}), ...(cmd ? { cmd } : {}) };
}

/** Files that are copied into an image by their own name, under it: what is found in its path. */
export function copiedFiles(
  { file, start, contexts }: Recipe,
  paths: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const folder = folderOf(file);
  const bases = [...new Set([...contexts, folder, ...upwards(folder)])];
  const found = new Map<string, string>();
  for (const { sources } of start?.copies ?? []) {
    for (const source of sources) {
      const plain = source.replace(/^\.?\//, '');
      if (plain === '' || /[$*]/.test(plain)) continue;
      const copied = bases.map((base) => joined(base, plain) ?? '').find((each) => paths.has(each));
      if (copied !== undefined) found.set(copied.slice(copied.lastIndexOf('/') + 1), copied);
    }
  }
  return found;
}
