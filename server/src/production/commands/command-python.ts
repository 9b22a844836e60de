import {
  foldersIn,
  moduleFile,
  ofFile,
  ofLanguage,
  sourceOf,
  type Ran,
  type Running,
  type Setting,
} from './command-files.ts';
import { firstArgument, optionOf } from './command-words.ts';

/** Servers of Python that are given `pkg.mod:app`. */
export const pythonServers = /^(gunicorn|uvicorn|hypercorn|daphne|granian|waitress-serve|uwsgi|gunicorn_start)$/;

/** `python FILE` and `python -m module`. */
export function python(args: readonly string[], setting: Setting, tools: Running): Ran | undefined {
  const module = optionOf(args, ['-m']);
  if (module !== undefined) {
    const rest = args.slice(args.indexOf('-m') + 2);
    if (/^(gunicorn|uvicorn|hypercorn|celery|flask|daphne|fastapi|streamlit)$/.test(module))
      return tools.run([module, ...rest], setting);
    const wraps = /^(debugpy|coverage|cProfile|opentelemetry\.instrumentation\.auto_instrumentation)$/.test(module);
    if (wraps)
      return python(
        rest.filter((word) => !word.startsWith('--')),
        setting,
        tools,
      );
    const found = moduleFile(`${module}.__main__`, setting, tools) ?? moduleFile(module, setting, tools);
    return found === undefined ? undefined : ofFile(found, tools);
  }
  const written = firstArgument(args, /^-[WX]$/);
  const file = written === undefined ? undefined : sourceOf(written, setting, tools);
  if (file === undefined) return undefined;
  const isDjango = file.endsWith('manage.py');
  const verb = isDjango ? args[args.indexOf(written ?? '') + 1] : undefined;
  const kind =
    verb === 'runserver'
      ? 'server'
      : /worker|consume|scheduler/.test(args.slice(1, 4).join(' ')) && isDjango
        ? 'worker'
        : verb === 'migrate'
          ? 'job'
          : undefined;
  return ofFile(file, tools, kind);
}

/** `pkg.mod:app` of gunicorn and its like. */
export function moduleTarget(args: readonly string[], given: Setting, tools: Running): Ran | undefined {
  const told = optionOf(args, ['--pythonpath', '--chdir', '--app-dir']) ?? '';
  const setting = { ...given, roots: [...foldersIn(given, told, tools.entries), ...given.roots] };
  const targets = args.filter((word) => /^[A-Za-z_][\w.]*(:[\w.]+(\(.*\))?)?$/.test(word)).reverse();
  for (const target of [...targets.filter((word) => word.includes(':')), ...targets]) {
    const file = moduleFile(target.split(':')[0] ?? '', setting, tools);
    if (file !== undefined) return ofFile(file, tools, 'server');
  }
  return ofLanguage('python', setting, tools, 'server');
}

/** A worker of Celery, by its application. */
export function celery(args: readonly string[], setting: Setting, tools: Running): Ran | undefined {
  const app = optionOf(args, ['-A', '--app']);
  const file =
    app === undefined
      ? undefined
      : (moduleFile(`${app.split(':')[0]}.celery`, setting, tools) ??
        moduleFile(app.split(':')[0] ?? '', setting, tools));
  return file === undefined ? ofLanguage('python', setting, tools, 'worker') : ofFile(file, tools, 'worker');
}

/** Frameworks with a command of their own, which find the application by its usual name. */
export function pythonTool(base: string, args: readonly string[], setting: Setting, tools: Running): Ran | undefined {
  const kind = /^(flask|fastapi|streamlit|chainlit)$/.test(base) ? 'server' : 'worker';
  const written =
    optionOf(args, ['--app', '-A']) ??
    firstArgument(
      args.filter((word) => !/^(run|dev|worker)$/.test(word)),
      /^-/,
    );
  const file =
    written === undefined
      ? undefined
      : (sourceOf(written, setting, tools) ?? moduleFile(written.split(':')[0] ?? '', setting, tools));
  if (file !== undefined) return ofFile(file, tools, kind);
  const usual = ['app', 'wsgi', 'main'].flatMap(
    (each) =>
      moduleFile(
        each,
        { ...setting, roots: setting.roots.filter((root) => root !== '' || setting.roots.length === 1) },
        tools,
      ) ?? [],
  );
  return usual[0] === undefined ? ofLanguage('python', setting, tools, kind) : ofFile(usual[0], tools, kind);
}
