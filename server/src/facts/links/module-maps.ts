import type { ModuleMap } from '../../model/link-fact.ts';
import { jsonValue } from '../../syntax/json.ts';

/** UTF-16 units of a build file that are read. */
const maxLength = 400_000;
/** Entries, subpaths or scripts of one file that are kept. */
const maxEntries = 500;
const noSpan = { start: 0, end: 0 };

/** Whether a file says how modules are found, by its name. */
export function isModuleMap(file: string): boolean {
  return /(^|\/)(package\.json|[jt]sconfig([.-][\w.-]+)?\.json|go\.mod|pyproject\.toml|setup\.(cfg|py))$/.test(file);
}

/** How modules are found around a build file; nothing for a file that says nothing of it. */
export function extractModuleMap(file: string, text: string): ModuleMap[] {
  if (!isModuleMap(file) || text.length > maxLength) return [];
  const name = file.slice(file.lastIndexOf('/') + 1);
  if (name === 'package.json') return ofPackage(objectOf(text));
  if (name.endsWith('.json')) return ofTsconfig(objectOf(text));
  if (name === 'go.mod') return ofGoMod(text);
  return ofPython(text);
}

type Json = Readonly<Record<string, unknown>>;

function objectOf(text: string): Json {
  const value = jsonValue(text);
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);

function ofPackage(json: Json): ModuleMap[] {
  const name = textOf(json['name']);
  const subpaths: Record<string, string> = {};
  const add = (key: string, value: unknown) => {
    const target = firstPath(value);
    if (target !== undefined && Object.keys(subpaths).length < maxEntries) subpaths[key] = target;
  };
  const exports = json['exports'];
  if (isObject(exports) && Object.keys(exports).some((key) => key.startsWith('.')))
    for (const [key, value] of Object.entries(exports)) add(key, value);
  else add('.', exports);
  if (isObject(json['imports'])) for (const [key, value] of Object.entries(json['imports'])) add(key, value);
  const bin = json['bin'];
  const entries = [
    ...[json['main'], json['module'], json['source']].flatMap((each) => textOf(each) ?? []),
    ...(isObject(bin) ? Object.values(bin) : [bin]).flatMap((each) => textOf(each) ?? []),
  ].slice(0, maxEntries);
  return [
    { kind: 'module-map', span: noSpan, of: 'package', ...(name === undefined ? {} : { name }), entries, subpaths },
  ];
}

/** The path that runs, of conditions in the order in which Node looks at them; sources before what is built from them. */
function firstPath(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return firstPath(value[0]);
  if (!isObject(value)) return undefined;
  for (const key of ['source', 'development', 'node', 'import', 'module', 'require', 'default']) {
    const found = key in value ? firstPath(value[key]) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function ofTsconfig(json: Json): ModuleMap[] {
  const options = isObject(json['compilerOptions']) ? json['compilerOptions'] : {};
  const above = json['extends'];
  const all = (Array.isArray(above) ? above : [above]).flatMap((each) => textOf(each) ?? []);
  const paths = isObject(options['paths'])
    ? Object.fromEntries(
        Object.entries(options['paths'])
          .slice(0, maxEntries)
          .map(([key, value]) => [key, (Array.isArray(value) ? value : []).flatMap((each) => textOf(each) ?? [])]),
      )
    : undefined;
  const [baseUrl, outDir, rootDir] = [options['baseUrl'], options['outDir'], options['rootDir']].map(textOf);
  return [
    {
      kind: 'module-map',
      span: noSpan,
      of: 'tsconfig',
      ...(all.length === 0 ? {} : { extends: all }),
      ...(paths ? { paths } : {}),
      ...(baseUrl === undefined ? {} : { baseUrl }),
      ...(outDir === undefined ? {} : { outDir }),
      ...(rootDir === undefined ? {} : { rootDir }),
    },
  ];
}

function ofGoMod(text: string): ModuleMap[] {
  const name = /^module[ \t]+"?([^\s"]+)/m.exec(text)?.[1];
  if (name === undefined) return [];
  const replaces: Record<string, string> = {};
  for (const [, module = '', folder = ''] of text.matchAll(
    /^(?:replace[ \t]+|[ \t]+)([^\s=]{1,300})(?:[ \t]+v\S{1,100})?[ \t]+=>[ \t]+(\.{1,2}\/\S{0,300}|\.{1,2})[ \t]*(?:\/\/.*)?$/gm,
  ))
    replaces[module] = folder;
  return [{ kind: 'module-map', span: noSpan, of: 'go', name, replaces }];
}

/** Console scripts of `[project.scripts]` and `[tool.poetry.scripts]`, of setup.cfg and of setup.py. */
function ofPython(text: string): ModuleMap[] {
  const scripts: Record<string, string> = {};
  for (const [, name = '', target = ''] of text
    .slice(0, maxLength)
    .matchAll(/^[ \t]*["']?([\w.-]{1,100})["']?[ \t]*=[ \t]*["']?([a-zA-Z_][\w.]{0,200}:[a-zA-Z_]\w{0,100})["']?/gm))
    if (Object.keys(scripts).length < maxEntries) scripts[name] = target;
  for (const [, name = '', target = ''] of text.matchAll(
    /["']([\w.-]{1,100})[ \t]*=[ \t]*([a-zA-Z_][\w.]{0,200}:[a-zA-Z_]\w{0,100})["']/g,
  ))
    scripts[name] = target;
  return [{ kind: 'module-map', span: noSpan, of: 'python', scripts }];
}
