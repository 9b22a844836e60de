import type { Links } from './found.ts';

/** `import … from 'x'`, `export … from 'x'`, `import 'x'`; what is imported as types alone runs nothing. All runs are bounded. */
const declared =
  /(?:^|[;\n}])[ \t]*(?:import|export)\b(?![ \t]+type\b(?![ \t]*(?:,|from)))(?:[\s\w$,*{}]{0,4000}\bfrom)?\s{0,20}(['"])([^'"\n]{1,500})\1/g;
/** `import('x')`, `require('x')`, `new URL('x', import.meta.url)`, `jest.mock` and the like apart. */
const called =
  /(?:\b(?:import|require(?:\.resolve)?)\s{0,20}\(\s{0,20}(?:\/\*[^*]{0,200}\*\/\s{0,20})?|\bnew\s{1,20}URL\(\s{0,20})(?:(['"`])([^'"`\n$]{1,500})\1|([^)\s'"`]))/g;
/** TypeScript's `import x = require('x')` is found by the call. */
const globbed = /\bimport\.meta\.glob(?:Eager)?\(/;

/** Imports of a script in TypeScript or JavaScript. */
export function scriptLinks(text: string): Links {
  const imports = new Set<string>();
  let dynamic =
    globbed.test(text) ||
    /\brequire\.context\(|\brequire\(\s*`[^`]{0,300}\$\{|\bimport\(\s*`[^`]{0,300}\$\{/.test(text);
  for (const [, , module = ''] of text.matchAll(declared)) imports.add(module);
  for (const [whole, , module, other] of text.matchAll(called)) {
    // `new URL(name, base)` is an address more often than a file.
    if (module !== undefined) {
      if (!/^new\b/.test(whole) || module.startsWith('.')) imports.add(module);
    } else if (other !== undefined && !/^new\b/.test(whole)) dynamic = true;
  }
  return {
    imports: [...imports],
    ...(dynamic ? { dynamic: true as const } : {}),
    ...(text.startsWith('#!') ? { entry: 'script' as const } : {}),
  };
}
