import type { CommandTools, Ran, Setting } from './command-files.ts';
import { interpret } from './commands.ts';
import type { Recipe } from '../images.ts';
import type { Launch } from '../launch.ts';
import { folderOf, joined } from '../modules/paths.ts';
import { isTelling, isToolFolder, plainName } from '../names.ts';

/** What a start runs whose command tells nothing: the program that has its name, or that of the Dockerfile's folder. */
export function guess(launch: Launch, tools: CommandTools): Ran | undefined {
  const { recipe, setting } = launch;
  // A product of others is run for a program, and often named after it.
  const isOfOthers = launch.image !== undefined && tools.isProduct(launch.image);
  const named = isOfOthers ? undefined : (byCommand(launch.words, tools) ?? byName(setting.names, tools));
  if (!recipe) return named;
  const own = folderOf(recipe.file);
  // A Dockerfile that stands beside no code may be one for any program.
  if (named && (own === '' || tools.entries.filesBelow(own).length === 0)) return named;
  const found = ofFolders(launch, recipe, tools);
  return found ?? (named?.folder === own ? undefined : named);
}

/** Commands of each language that find what a folder usually starts. */
const usual: Readonly<Record<string, readonly (readonly string[])[]>> = {
  javascript: [['npm', 'start']],
  python: [
    ['python', 'main.py'],
    ['python', 'app.py'],
    ['gunicorn', 'wsgi:app'],
    ['python', 'manage.py'],
    ['python', '-m', 'app'],
  ],
  java: [['java', '-jar', 'app.jar']],
  go: [['go', 'run', '.']],
};

const read = /^(go|java|javascript|typescript|python)$/;

/** Languages by the base image of what is started. */
const bases: readonly (readonly [RegExp, string])[] = [
  [/(^|\/)(python|pypy|uvicorn-gunicorn|miniconda)/, 'python'],
  [/(^|\/)(node|bun|deno)([:@-]|$)|nodejs/, 'javascript'],
  [/(^|\/)(openjdk|eclipse-temurin|amazoncorretto|jre|java|tomcat|jetty|liberica|zulu|ibm-semeru)/, 'java'],
  [/(^|\/)(dotnet\/|aspnet)/, 'csharp'],
  [/(^|\/)ruby/, 'ruby'],
  [/(^|\/)php/, 'php'],
];

/** Images of systems alone, upon which anything may be put. */
const plainBase =
  /^$|(^|\/)(scratch|alpine|debian|ubuntu|distroless|static|busybox|amazonlinux|ubi[\w-]*|fedora|centos|rockylinux|wolfi-base|photon|cbl-mariner)([-:@/\w]|$)/;

function ofFolders({ setting, words }: Launch, recipe: Recipe, tools: CommandTools): Ran | undefined {
  const { entries } = tools;
  const { start } = recipe;
  const own = folderOf(recipe.file);
  // What puts nothing but settings into an image of others builds no program.
  if (start && start.copies.length === 0 && words.length === 0) return undefined;
  const expected = bases.find(([pattern]) => pattern.test(start?.base ?? ''))?.[1];
  const isOpen = expected !== undefined || (start?.builds.length ?? 1) > 0 || plainBase.test(start?.base ?? '');
  const withBuild = setting.roots.filter((root) => {
    const language = entries.buildLanguage(root);
    // The top of many projects says nothing of one of them.
    return language !== undefined && (root !== '' || own === '' || setting.roots.length === 1);
  });
  const roots =
    expected === undefined
      ? withBuild
      : [
          ...withBuild.filter((root) => entries.buildLanguage(root) === expected),
          ...withBuild.filter((root) => entries.buildLanguage(root) !== expected),
        ];
  const [root] = roots;
  if (root !== undefined) {
    const found = ofProject(root, setting, tools);
    // What is built upon an image that may be anything is a program only where its code begins somewhere.
    const begins = found?.entries.some((file) => entries.links.get(file)?.entry !== undefined);
    return isOpen || begins || found?.entries.length === 0 ? found : undefined;
  }
  const language = own === '' ? undefined : entries.languageBelow(own);
  if (language === undefined || read.test(language)) return undefined;
  return { entries: [], language, folder: own, guessed: true };
}

/** What is usually started in a folder with a build file. */
function ofProject(root: string, setting: Setting, tools: CommandTools): Ran | undefined {
  const { entries } = tools;
  const language = entries.buildLanguage(root) ?? 'unknown';
  for (const command of usual[language] ?? []) {
    const found = interpret(command, { ...setting, roots: [root], workdir: undefined, builds: [] }, tools);
    if (found) return { ...found, guessed: true };
  }
  if (language === 'go') return only(entries.goMains, root, setting.names);
  const below = entries.filesBelow(root).filter((file) => sameFamily(entries.links.get(file)?.language, language));
  // The build file of Java may be one of Kotlin.
  const shown = below.length > 0 || language !== 'java' ? language : (entries.languageBelow(root) ?? language);
  return { entries: below, language: shown, folder: root, guessed: true };
}

function sameFamily(one: string | undefined, other: string): boolean {
  return one === other || (one === 'typescript' && other === 'javascript');
}

function only(mains: ReadonlyMap<string, readonly string[]>, root: string, names: readonly string[]): Ran | undefined {
  const inside = [...mains].filter(([folder]) => root === '' || folder === root || folder.startsWith(`${root}/`));
  const fits = inside.find(([folder]) =>
    names.some((name) => plainName(name) === plainName(folder.split('/').at(-1) ?? '')),
  );
  const [one, ...more] = inside.filter(([folder]) => !isToolFolder(folder));
  const found = fits ?? (more.length === 0 ? one : undefined);
  return found && { entries: found[1], language: 'go', folder: found[0], guessed: true };
}

/** The one program that is called as the binary which is started: one image may hold several. */
function byCommand([command = '']: readonly string[], { entries }: CommandTools): Ran | undefined {
  const name = command.slice(command.lastIndexOf('/') + 1);
  const [one, ...more] = isTelling(name) ? entries.mainsNamed.exact(name) : [];
  const files = one === undefined || more.length > 0 ? undefined : entries.goMains.get(one);
  return one !== undefined && files ? { entries: files, language: 'go', folder: one, guessed: true } : undefined;
}

/** The one program whose folder or package has the name of the image, the container or the workload. */
function byName(names: readonly string[], tools: CommandTools): Ran | undefined {
  const { entries } = tools;
  for (const name of names.filter(isTelling)) {
    // The name of the image may have the system's before it; that of a workload may be put together of anything.
    const mains = name === names[0] ? entries.mainsNamed.same(name) : entries.mainsNamed.exact(name);
    const exact = mains.filter((folder) => plainName(folder.split('/').at(-1) ?? '') === plainName(name));
    const [one, ...more] = exact.length > 0 ? exact : mains;
    const files = one === undefined ? undefined : entries.goMains.get(one);
    if (one !== undefined && files && more.length === 0)
      return { entries: files, language: 'go', folder: one, guessed: true };
    const [project, ...others] = entries.projectsNamed.exact(name);
    const found =
      project === undefined || others.length > 0
        ? undefined
        : ofProject(project, { roots: [project], builds: [], names }, tools);
    if (found) return found;
  }
  return undefined;
}

/** Builds that make pages for browsers, and nothing else. */
const pageBuild = /\b(ng|vue-cli-service|react-scripts|gatsby|parcel|quasar|ionic)\s+build\b|\bvite\s+build\b/;

/** The pages that a build puts into the image of another program, which serves them. */
export function siteOf({ recipe, setting, workload }: Launch, tools: CommandTools): Ran | undefined {
  if (!recipe || workload !== undefined) return undefined;
  const isBuilt = setting.builds.some((text) => /\b(npm|yarn|pnpm|bun)\b[^&|;]*\bbuild\b/.test(text));
  const folder = isBuilt
    ? setting.roots.find((root) => {
        const own = tools.entries.packages.get(root);
        return own !== undefined && (own.page || Object.values(own.scripts).some((script) => pageBuild.test(script)));
      })
    : undefined;
  const below = folder === undefined ? [] : tools.entries.filesBelow(folder);
  const own = below.filter((file) => /\.([cm]?[jt]sx?|vue|svelte)$/.test(file));
  if (folder === undefined || own.length === 0) return undefined;
  return {
    entries: own,
    language: tools.entries.languageBelow(folder) ?? 'javascript',
    folder,
    kind: 'site',
    guessed: true,
  };
}

/** Pages that packages build for browsers, with where it is said: whatever serves them, users run this code. */
export function builtPages({ entries, paths }: CommandTools): { readonly ran: Ran; readonly file: string }[] {
  return [...entries.packages.values()].flatMap(({ folder, scripts }) => {
    const file = joined(folder, 'package.json') ?? 'package.json';
    const source = joined(folder, 'src') ?? 'src';
    const hasPage = ['index.html', 'src/index.html', 'public/index.html'].some((page) =>
      paths.has(joined(folder, page) ?? page),
    );
    const isBuilt = Object.values(scripts).some((script) => pageBuild.test(script));
    const own = isBuilt && hasPage && !isToolFolder(folder) ? entries.filesBelow(source) : [];
    if (own.length === 0) return [];
    const language = entries.languageBelow(source) ?? 'javascript';
    return [{ file, ran: { entries: own, language, folder: source, kind: 'site' as const, guessed: true as const } }];
  });
}
