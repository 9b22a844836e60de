import type { Links } from './links.ts';

const whole = /^[ \t]*import[ \t]+([\w., \t]{1,2000})/gm;
const parts = /^[ \t]*from[ \t]+([.\w]{1,300})[ \t]+import[ \t]+(?:\(([^)]{0,10000})\)|([^\n#;]{1,2000}))/gm;
const loaded = /\b(?:import_module|__import__)\(\s*(?:(["'])([\w.]{1,300})\1|(?=[^"'\s)]))/g;
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
  for (const [, , module] of text.matchAll(loaded)) {
    if (module === undefined) dynamic = true;
    else imports.add(module);
  }
  const entry = main.test(text) ? 'main' : text.startsWith('#!') ? 'script' : undefined;
  return { imports: [...imports], ...(dynamic ? { dynamic: true as const } : {}), ...(entry ? { entry } : {}) };
}
