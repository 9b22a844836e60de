import type { ProductionInput } from '../input.ts';
import { openCSharp } from './csharp.ts';
import { openGo } from './go.ts';
import { openJava } from './java.ts';
import { openPython } from './python.ts';
import { openScripts } from './script.ts';

/** Finds the files of the workspace behind the names of modules. */
export interface Modules {
  /** The files that an import runs, `.` for the package of the file itself; none for what is not in the workspace. */
  resolve(file: string, module: string): readonly string[];
  /** The source of a built file (`dist/x.js` ← `src/x.ts`); the file itself where it is there. */
  built(path: string): string | undefined;
}

/** Prepares the resolution of modules in all languages that are read. */
export function openModules(input: Pick<ProductionInput, 'paths' | 'facts'>): Modules {
  const csharp = openCSharp(input);
  const go = openGo(input);
  const java = openJava(input);
  const python = openPython(input);
  const scripts = openScripts(input);
  return {
    built: scripts.built,
    resolve(file, module) {
      switch (file.slice(file.lastIndexOf('.') + 1)) {
        case 'cs':
          return csharp(file, module);
        case 'go':
          return go(file, module);
        case 'java':
          return java(file, module);
        case 'py':
          return python(file, module);
        default:
          return scripts.resolve(file, module);
      }
    },
  };
}
