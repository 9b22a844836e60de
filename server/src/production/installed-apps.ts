import { gather } from './gather.ts';
import type { ModuleLinks } from '../model/link-fact.ts';
import type { Located } from '../model/rule.ts';
import type { Modules } from './modules/modules.ts';
import { folderOf, upwards } from './modules/paths.ts';

/** Modules of an app by which Django and Celery find it. */
const parts = ['', '.apps', '.models', '.urls', '.views', '.tasks'];
const commands = /(^|\/)management\/commands\//;

export interface InstalledApps {
  /** What the settings of the project around a file load: themselves, and their apps; undefined where none name an app that is here. */
  around(file: string): readonly string[] | undefined;
}

/**
 * Files of the apps that Django's settings name, for each project. Its root is the folder with `manage.py` above the settings,
 * else the one above their package. Commands of an app are run by `manage.py` alone.
 */
export function openInstalledApps(
  links: readonly Located<ModuleLinks>[],
  modules: Pick<Modules, 'resolve'>,
): InstalledApps {
  const files = links.filter(({ fact }) => fact.language === 'python').map(({ file }) => file);
  const all = new Set(files);
  const roots = new Map<string, { settings: string[]; folders: Set<string> }>();
  for (const { file, fact } of links) {
    const folders = (fact.apps ?? []).flatMap((app) => folderOfApp(file, app, modules) ?? []);
    if (folders.length === 0) continue;
    const above = [...upwards(folderOf(file))];
    const root =
      above.find((each) => all.has(each === '' ? 'manage.py' : `${each}/manage.py`)) ?? folderOf(folderOf(file));
    const known = roots.get(root) ?? { settings: [], folders: new Set() };
    roots.set(root, known);
    known.settings.push(file);
    for (const folder of folders) known.folders.add(folder);
  }
  const loaded = new Map<string, string[]>();
  for (const [root, { settings, folders }] of roots) {
    for (const file of settings) gather(loaded, root, file);
    for (const file of files)
      if ([...upwards(folderOf(file))].some((each) => folders.has(each))) gather(loaded, root, file);
  }
  return {
    around(file) {
      const root = [...upwards(folderOf(file))].find((each) => loaded.has(each));
      if (root === undefined) return undefined;
      const own = loaded.get(root) ?? [];
      return /(^|\/)manage\.py$/.test(file) ? own : own.filter((each) => !commands.test(each));
    },
  };
}

function folderOfApp(file: string, app: string, { resolve }: Pick<Modules, 'resolve'>): string | undefined {
  for (const part of parts) {
    const found = resolve(file, app + part).at(-1);
    // An app is a package, and not the whole workspace.
    if (found !== undefined && folderOf(found) !== '') return folderOf(found);
  }
  return undefined;
}
