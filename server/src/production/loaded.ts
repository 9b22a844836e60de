import { gather } from './gather.ts';
import type { ProductionInput } from './input.ts';
import { moduleOf } from './modules/java.ts';
import { folderOf } from './modules/paths.ts';

/** Modules of Python that take everything in the project's apps: settings name them as strings. */
const django = /^(django|rest_framework|celery|dramatiq|huey|wagtail)(\.|$)/;
/** What runs the steps in the folder of migrations, and that folder. */
const migrating = /^(alembic|flask_migrate)(\.|$)/;
const migrations = /(^|\/)(migrations|alembic)\//;
/** Modules of Java whose container finds classes by itself. */
const scanned = /^(org\.springframework|jakarta\.|javax\.|io\.quarkus|io\.micronaut)/;

/**
 * What a file loads without importing it: in Java the classes of its module where a container scans for them, in Python the
 * project around a file of Django or Celery, whose apps, tasks, URLs and migrations are named as strings.
 */
export function loadedBy({ facts }: Pick<ProductionInput, 'facts'>): (file: string) => readonly string[] {
  const byModule = new Map<string, string[]>();
  const python = new Map<string, string[]>();
  const imports = new Map<string, readonly string[]>();
  const entries = new Set<string>();
  for (const { file, fact } of facts('module-links')) {
    imports.set(file, fact.imports);
    if (fact.entry !== undefined) entries.add(file);
    if (fact.language === 'java') {
      const module = moduleOf(file);
      gather(byModule, module, file);
    } else if (fact.language === 'python') {
      const top = file.includes('/') ? file.slice(0, file.indexOf('/')) : '';
      gather(python, top, file);
    }
  }
  return (file) => {
    const own = imports.get(file) ?? [];
    if (file.endsWith('.java'))
      return entries.has(file) && own.some((module) => scanned.test(module))
        ? (byModule.get(moduleOf(file)) ?? [])
        : [];
    if (file.endsWith('.py') && own.some((module) => migrating.test(module)))
      return [...python.values()].flat().filter((each) => migrations.test(each));
    if (!file.endsWith('.py') || !own.some((module) => django.test(module))) return [];
    const isProject =
      /(^|\/)(settings|wsgi|asgi|manage|celery|celery_app|celeryconf|urls|apps)(\/__init__)?\.py$|\/settings\//.test(
        file,
      );
    if (!isProject) return [];
    const top = file.includes('/') ? file.slice(0, file.indexOf('/')) : '';
    // A project at the root has its apps beside it.
    return top === ''
      ? [...python.values()].flat()
      : (python.get(top) ?? []).filter((each) => isNear(each, folderOf(file)));
  };
}

/** In the folder of a project file, or in the folder above it, where the apps are. */
function isNear(file: string, folder: string): boolean {
  const above = folderOf(folder);
  return above === '' || file.startsWith(`${above}/`);
}
