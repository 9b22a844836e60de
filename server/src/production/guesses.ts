import type { CommandTools, Ran } from './commands.ts';
import { interpret } from './commands.ts';
import type { Launch } from './starts.ts';
import { folderOf } from './modules/paths.ts';
import { isSameName, isTelling, plainName, tellingName } from './names.ts';

/** What a start runs whose command tells nothing: the program of the Dockerfile's folder, or the one that has its name. */
export function guess({ recipe, setting, words }: Launch, tools: CommandTools): Ran | undefined {
  return recipe ? ofFolders(setting.roots, { setting, recipe, words }, tools) : byName(setting.names, tools);
}

/** Commands of each language that find what a folder usually starts. */
const usual: Readonly<Record<string, readonly (readonly string[])[]>> = {
  javascript: [['npm', 'start']],
  python: [
    ['python', 'main.py'],
    ['python', 'app.py'],
    ['gunicorn', 'wsgi'],
    ['python', 'manage.py'],
    ['python', '-m', 'app'],
  ],
  java: [['java', '-jar', 'app.jar']],
  go: [['go', 'run', '.']],
};

function ofFolders(
  roots: readonly string[],
  { setting, recipe, words }: Pick<Launch, 'setting' | 'words'> & { recipe: NonNullable<Launch['recipe']> },
  tools: CommandTools,
): Ran | undefined {
  const { entries } = tools;
  const own = folderOf(recipe.file);
  // What copies nothing but settings into an image of others builds no program.
  const copiesCode = recipe.start === undefined || recipe.start.copies.length > 0;
  if (!copiesCode && words.length === 0) return undefined;
  for (const root of roots) {
    const language = entries.buildLanguage(root);
    if (language === undefined || (root === '' && own !== '' && roots.length > 1 && !isAlone(tools))) continue;
    for (const command of usual[language] ?? []) {
      const found = interpret(command, { ...setting, roots: [root], workdir: undefined, builds: [] }, tools);
      if (found) return { ...found, guessed: true };
    }
    const named = entries.packages.get(root)?.map?.name;
    const below = entries.filesBelow(root);
    const isRead = below.length > 0 && /^(go|java|javascript|python)$/.test(language);
    if (language === 'go') return only(entries.goMains, root, setting.names);
    return {
      entries: isRead ? below : [],
      language: language === 'java' && !isRead ? (entries.languageBelow(root) ?? language) : language,
      folder: root,
      guessed: true,
      ...(named === undefined ? {} : {}),
    };
  }
  const language = own === '' ? undefined : entries.languageBelow(own);
  return language === undefined
    ? undefined
    : { entries: entries.filesBelow(own), language, folder: own, guessed: true };
}

/** Whether the workspace has one project alone, at its root. */
function isAlone({ entries, paths }: CommandTools): boolean {
  return (
    entries.buildLanguage('') !== undefined &&
    ![...paths].some((path) => entries.buildLanguage(folderOf(path)) !== undefined && folderOf(path) !== '')
  );
}

function only(mains: ReadonlyMap<string, readonly string[]>, root: string, names: readonly string[]): Ran | undefined {
  const inside = [...mains].filter(([folder]) => root === '' || folder === root || folder.startsWith(`${root}/`));
  const fits = inside.find(([folder]) =>
    names.some((name) => plainName(name) === plainName(folder.split('/').at(-1) ?? '')),
  );
  const [one, ...more] = inside;
  const found = fits ?? (more.length === 0 ? one : undefined);
  return found && { entries: found[1], language: 'go', folder: found[0], guessed: true };
}

/** The one program whose folder has the name of the image, the container or the workload. */
function byName(names: readonly string[], tools: CommandTools): Ran | undefined {
  const { entries } = tools;
  for (const name of names.filter(isTelling)) {
    const mains = [...entries.goMains].filter(([folder]) => isSameName(tellingName(folder) ?? '', name));
    const exact = mains.filter(([folder]) => plainName(folder.split('/').at(-1) ?? '') === plainName(name));
    const [one, ...more] = exact.length > 0 ? exact : mains;
    if (one && more.length === 0) return { entries: one[1], language: 'go', folder: one[0], guessed: true };
  }
  return undefined;
}
