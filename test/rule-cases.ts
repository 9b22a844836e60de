import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from './analyse.ts';

const folder = path.join(root, 'test/rules');

/** A case is a file, or a folder with several; `x.fixed.ts` beside `x.ts` is what the fixes make of it. */
export interface Case {
  readonly name: string;
  readonly files: Map<string, string>;
  readonly fixed: Map<string, string>;
}

function readCase(at: string): Case {
  const files = new Map<string, string>();
  const fixed = new Map<string, string>();
  const add = (file: string, text: string) => {
    const target = /\.fixed(\.[^.]+)$/.exec(file);
    if (target) fixed.set(file.replace(/\.fixed(\.[^.]+)$/, '$1'), text);
    else files.set(file, text);
  };
  if (statSync(at).isDirectory()) {
    for (const file of readdirSync(at, { recursive: true, encoding: 'utf8' }).sort()) {
      const full = path.join(at, file);
      if (statSync(full).isFile()) add(file.split(path.sep).join('/'), readFileSync(full, 'utf8'));
    }
  } else {
    add(path.basename(at), readFileSync(at, 'utf8'));
    const { dir, name, ext } = path.parse(at);
    const beside = path.join(dir, `${name}.fixed${ext}`);
    if (statSync(beside, { throwIfNoEntry: false })) add(path.basename(beside), readFileSync(beside, 'utf8'));
  }
  return { name: path.basename(at), files, fixed };
}

/** The ids of rules that have fixtures. */
export function rulesWithCases(): string[] {
  return readdirSync(folder).sort();
}

/** The fixtures of a rule; none where it has no folder. */
export function casesOf(rule: string): Case[] {
  const at = path.join(folder, rule);
  if (!statSync(at, { throwIfNoEntry: false })) return [];
  return readdirSync(at)
    .filter((name) => !/\.fixed\.[^.]+$/.test(name) && name !== 'README.md')
    .sort()
    .map((name) => readCase(path.join(at, name)));
}
