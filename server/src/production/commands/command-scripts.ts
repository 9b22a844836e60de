import type { ProgramKind } from '../../model/production.ts';
import { ofFile, sourceOf, type Ran, type Running, type Setting } from './command-files.ts';
import { firstArgument, optionOf } from './command-words.ts';
import { joined } from '../modules/paths.ts';

const nodeValued =
  /^(-r|--require|--import|--loader|--experimental-loader|-c|--config|--env-file|--project|-P|--name|-i)$/;

/** `node FILE` and its like: the source of what was built, else the program of the package. */
export function script(args: readonly string[], setting: Setting, tools: Running): Ran | undefined {
  const own = /^(run|start|watch)$/.test(args[0] ?? '') ? args.slice(1) : args;
  const written = firstArgument(own, nodeValued);
  if (written === undefined) return undefined;
  if (/(^|\/)(next|nuxt)(\/dist)?\//.test(written) || /(^|\/)(\.next|\.output|\.nuxt)\//.test(written))
    return packageOf(setting, tools, 'site');
  const file = sourceOf(written, setting, tools);
  if (file !== undefined && tools.entries.links.has(file)) return ofFile(file, tools);
  // `node server.js` of a build that copies its own server: that of Next.
  return packageOf(setting, tools);
}

/** `npm run NAME`: what the script of the package runs. */
export function packageScript(args: readonly string[], setting: Setting, tools: Running): Ran | undefined {
  const prefix = optionOf(args, ['--prefix', '--dir', '-C', '--cwd', '--filter', '-w', '--workspace']);
  const words = args.filter((word) => !word.startsWith('-') && word !== prefix);
  const name = /^(run|run-script|exec|workspace)$/.test(words[0] ?? '') ? (words[1] ?? '') : (words[0] ?? 'start');
  for (const own of packagesOf(setting, tools, prefix)) {
    const text = own.scripts[name];
    if (text === undefined) continue;
    const found = tools.run(['sh', '-c', text], {
      ...setting,
      roots: [own.folder, ...setting.roots],
      workdir: undefined,
    });
    return found ?? packageOf({ ...setting, roots: [own.folder] }, tools);
  }
  return words[0] === 'exec' ? tools.run(words.slice(1), setting) : packageOf(setting, tools);
}

function packagesOf({ roots }: Setting, { entries }: Running, prefix?: string) {
  const inside = prefix === undefined ? [] : roots.flatMap((root) => joined(root, prefix) ?? []);
  const byName = prefix === undefined ? [] : [...entries.packages.values()].filter(({ map }) => map?.name === prefix);
  return [...byName, ...[...inside, ...roots].flatMap((root) => entries.packages.get(root) ?? [])];
}

/** The program of a package.json: its site, what its `main` names, or what is in its folder. */
export function packageOf(setting: Setting, tools: Running, kind?: ProgramKind): Ran | undefined {
  const [own] = packagesOf(setting, tools);
  if (!own) return undefined;
  const inFolder = (path: string) => tools.modules.built(joined(own.folder, path) ?? '');
  const routes = tools.entries.filesBelow(own.folder).filter((file) => isRoute(file.slice(own.folder.length)));
  if (kind === 'site' || routes.length > 0 || own.page) {
    const language = tools.entries.languageBelow(own.folder) ?? 'javascript';
    return {
      entries: routes.length > 0 ? routes : tools.entries.filesBelow(own.folder),
      language: /script$/.test(language) ? language : 'typescript',
      folder: own.folder,
      kind: 'site',
    };
  }
  const candidates = [
    ...(own.map?.entries ?? []),
    'src/main',
    'src/index',
    'src/server',
    'src/app',
    'server',
    'index',
    'app',
  ];
  const found = candidates.flatMap((each) => inFolder(each) ?? []).find((each) => tools.entries.links.has(each));
  return found === undefined ? undefined : ofFile(found, tools, kind);
}

/** Files that frameworks of sites load by their place. */
function isRoute(path: string): boolean {
  return /^\/?(src\/)?(pages|app|routes|server)\/.*\.[jt]sx?$|^\/?(src\/)?(middleware|instrumentation|proxy)\.[jt]s$|(^|\/)\+(page|layout|server)[.\w]*\.[jt]s$/.test(
    path,
  );
}

/** A web server that serves what a build of scripts made. */
export function site(setting: Setting, tools: Running): Ran | undefined {
  const isBuilt = setting.builds.some((text) => /\b(npm|yarn|pnpm|bun|vite|ng|webpack)\b/.test(text));
  return isBuilt ? packageOf(setting, tools, 'site') : undefined;
}
