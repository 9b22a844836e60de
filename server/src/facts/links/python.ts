import { pythonCommands } from './commands.ts';
import type { Links } from './found.ts';

const whole = /^[ \t]*import[ \t]+([\w., \t]{1,2000})/gm;
const parts = /^[ \t]*from[ \t]+([.\w]{1,300})[ \t]+import[ \t]+(?:\(([^)]{0,10000})\)|([^\n#;]{1,2000}))/gm;
const loaded =
  /\b(?:import_module|__import__)\(\s*(?:(["'])([\w.]{1,300})\1(?=\s*[,)])|[fFrR]{0,2}["']([\w.]{0,300})|(?=[^"'\s)]))/g;
/** Lists of apps, however they are made or added to. */
const installed = /^[ \t]*INSTALLED_APPS\b[^=\n]{0,100}=\s*[[(]([^\])]{0,20000})[\])]/gm;
const settings = /^(?:ROOT_URLCONF|MIDDLEWARE|INSTALLED_APPS|WSGI_APPLICATION|ASGI_APPLICATION)\b/m;
const dotted = /(["'])([A-Za-z_]\w{0,100}(?:\.\w{1,100}){1,10})\1/g;
const included = /\binclude\(\s*\(?\s*(["'])([\w.]{1,300})\1/g;
const settingsModule = /DJANGO_SETTINGS_MODULE["']?\]?\s*[,=]\s*(["'])([\w.]{1,300})\1/g;
const main = /^if[ \t]+__name__[ \t]*==[ \t]*["']__main__["']/m;

/** Imports of a Python file: for `from a import b` both `a` and `a.b`, as `b` may be a module. */
export function pythonLinks(text: string): Links {
  const imports = new Set<string>();
  let dynamic = false;
  for (const [, names = ''] of text.matchAll(whole)) {
    for (const name of names.split(',')) {
      const module = name.trim().split(/\s/)[0];
      if (module) imports.add(module);
    }
  }
  for (const [, module = '', inBrackets, onLine] of text.matchAll(parts)) {
    imports.add(module);
    for (const line of (inBrackets ?? onLine ?? '').split('\n')) {
      for (const name of line.replace(/#.*/, '').split(',')) {
        const member = name.trim().split(/\s/)[0];
        if (member && /^\w+$/.test(member)) imports.add(module.endsWith('.') ? module + member : `${module}.${member}`);
      }
    }
  }
  const loads = new Set<string>();
  for (const [, , module, beginning] of text.matchAll(loaded)) {
    const known = beginning?.slice(0, beginning.lastIndexOf('.'));
    if (module !== undefined) imports.add(module);
    else if (known && !known.startsWith('.') && beginning?.includes('.')) loads.add(known);
    else dynamic = true;
  }
  const entry = main.test(text) ? 'main' : text.startsWith('#!') ? 'script' : undefined;
  const named = namedIn(text);
  const commands = pythonCommands(text, imports);
  const apps = [...text.matchAll(installed)].flatMap(([, list = '']) =>
    [...list.replace(/#.*/g, '').matchAll(/(["'])([\w.]{1,300})\1/g)].map(([, , app = '']) => app),
  );
  return {
    imports: [...imports],
    ...(dynamic ? { dynamic: true as const } : {}),
    ...(named.length > 0 ? { named } : {}),
    ...(apps.length > 0 ? { apps: [...new Set(apps)] } : {}),
    ...(loads.size > 0 ? { loads: [...loads] } : {}),
    ...(commands.length > 0 ? { commands } : {}),
    ...(entry ? { entry } : {}),
  };
}

/** Modules that are named to Django: all that settings name, what URLs include, the settings of a program. */
function namedIn(text: string): string[] {
  const patterns = [
    ...(settings.test(text) ? [dotted] : []),
    ...(text.includes('django') ? [included] : []),
    ...(text.includes('DJANGO_SETTINGS_MODULE') ? [settingsModule] : []),
  ];
  return [...new Set(patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, , module = '']) => module)))];
}
