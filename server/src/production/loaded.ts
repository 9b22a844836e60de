import { gather } from './gather.ts';
import type { ProductionInput } from './input.ts';
import { moduleOf } from './modules/java.ts';
import { openInstalledApps } from './installed-apps.ts';
import type { Modules } from './modules/modules.ts';
import { folderOf, upwards } from './modules/paths.ts';

/** Modules of Python that take everything in the project's apps: settings name them as strings. */
const django = /^(django|rest_framework|celery|dramatiq|huey|wagtail)(\.|$)/;
/** Modules that an app of Django has. */
const ofApp = /(^|\/)(apps|models|urls|views|tasks)\.py$/;
/** What runs the steps in the folder of migrations, and that folder. */
const migrating = /^(alembic|flask_migrate)(\.|$)/;
const migrations = /(^|\/)(migrations|alembic)\//;
/** Modules of Java whose container finds classes by itself. */
const scanned = /^(org\.springframework|jakarta\.|javax\.|io\.quarkus|io\.micronaut)/;

/**
 * What a file loads without importing it: in Java the classes of its module where a container scans for them, in Python the
 * project around a file of Django or Celery, whose apps, tasks, URLs and migrations are named as strings.
 */
export function loadedBy(
  { facts }: Pick<ProductionInput, 'facts'>,
  modules: Pick<Modules, 'resolve'>,
): (file: string) => readonly string[] {
  const installed = openInstalledApps(facts('module-links'), modules);
  const byModule = new Map<string, string[]>();
  const python = new Map<string, string[]>();
  const imports = new Map<string, readonly string[]>();
  const named = new Map<string, readonly string[]>();
  const settings = new Set<string>();
  const entries = new Set<string>();
  for (const { file, fact } of facts('module-links')) {
    imports.set(file, fact.imports);
    if (fact.entry !== undefined) entries.add(file);
    if (fact.named) named.set(file, fact.named);
    if (fact.apps) settings.add(file);
    if (fact.language === 'java') {
      const module = moduleOf(file);
      gather(byModule, module, file);
    } else if (fact.language === 'python') {
      const top = file.includes('/') ? file.slice(0, file.indexOf('/')) : '';
      gather(python, top, file);
    }
  }
  /** Packages with the modules of an app below the nearest folder with `manage.py`, where no settings name the apps. */
  const besideManage = (file: string): string[] => {
    const root = [...upwards(folderOf(file))].find((each) =>
      imports.has(each === '' ? 'manage.py' : `${each}/manage.py`),
    );
    if (root === undefined) return [];
    const all = [...python.values()].flat().filter((each) => root === '' || each.startsWith(`${root}/`));
    const folders = new Set(all.flatMap((each) => (ofApp.test(each) ? [folderOf(each)] : [])));
    folders.delete(root);
    return all.filter((each) => [...upwards(folderOf(each))].some((folder) => folders.has(folder)));
  };
  return (file) => {
    const own = imports.get(file) ?? [];
    if (file.endsWith('.java'))
      return entries.has(file) && own.some((module) => scanned.test(module))
        ? (byModule.get(moduleOf(file)) ?? [])
        : [];
    if (file.endsWith('.py') && own.some((module) => migrating.test(module)))
      return [...python.values()].flat().filter((each) => migrations.test(each));
    if (!file.endsWith('.py')) return [];
    const written = (named.get(file) ?? []).flatMap((module) => modules.resolve(file, module));
    if (!settings.has(file) && !own.some((module) => django.test(module))) return written;
    const isProject =
      /(^|\/)(settings|wsgi|asgi|manage|celery|celery_app|celeryconf|urls|apps)(\/__init__)?\.py$|\/settings\//.test(
        file,
      );
    if (!isProject && !settings.has(file)) return written;
    const apps = installed.around(file);
    if (apps) return [...written, ...apps];
    const top = file.includes('/') ? file.slice(0, file.indexOf('/')) : '';
    // A project at the root has its apps beside it.
    if (top === '') return [...python.values()].flat();
    const near = (python.get(top) ?? []).filter((each) => isNear(each, folderOf(file)));
    const beside = besideManage(file);
    return [...written, ...near, ...beside];
  };
}

/** In the folder of a project file, or in the folder above it, where the apps are. */
function isNear(file: string, folder: string): boolean {
  const above = folderOf(folder);
  return above === '' || file.startsWith(`${above}/`);
}
