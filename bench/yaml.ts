import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readBlockStyle } from '../server/src/syntax/yaml-block.ts';
import { readWithLibrary } from '../server/src/syntax/yaml-library.ts';
import { splitYaml } from '../server/src/syntax/yaml.ts';
import { openDiskFiles } from '../server/src/workspace/disk-files.ts';
import { root } from '../test/analyse.ts';
import { median } from './measure.ts';

// node --import tsx bench/yaml.ts [FOLDER…]
// Reads the YAML of folders (the project without them) document by document in both ways, in turn: the share that the reader of block
// style takes, where it differs from the library (nowhere), and what it costs against the library.

const rounds = 3;
const shown = 20;

interface Sum {
  documents: number;
  bytes: number;
}

const all: Sum = { documents: 0, bytes: 0 };
const taken: Sum = { documents: 0, bytes: 0 };
const texts: string[] = [];
const left: { readonly file: string; readonly line: number; readonly size: number }[] = [];
let differences = 0;

function add(sum: Sum, text: string): void {
  sum.documents++;
  sum.bytes += text.length;
}

function compare(file: string, whole: string): void {
  for (const { start, text } of splitYaml(whole)) {
    // Nothing but comments: nobody reads it.
    if (!/^(?![ \t]*(?:#|$)|---[ \t]*(?:#|$)).*\S/m.test(text) || text.length > 2_000_000) continue;
    add(all, text);
    const read = readBlockStyle(text);
    if (!read) {
      left.push({ file, line: whole.slice(0, start).split('\n').length, size: text.length });
      continue;
    }
    add(taken, text);
    texts.push(text);
    if (isDeepStrictEqual(readWithLibrary(text), { text, root: read, problems: [] })) continue;
    differences++;
    console.log(`differs: ${file}, the document at line ${whole.slice(0, start).split('\n').length}`);
  }
}

/** Milliseconds of CPU. */
function cost(read: (text: string) => unknown): number {
  const before = process.cpuUsage();
  for (const text of texts) read(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const folders = process.argv.slice(2);
for (const folder of folders.length > 0 ? folders : [root]) {
  const files = openDiskFiles(path.resolve(folder));
  for (const file of files.under('')) {
    if (!/\.ya?ml$/.test(file)) continue;
    compare(path.join(folder, file), readFileSync(path.join(folder, file), 'utf8'));
  }
}
const share = (part: number, of: number) => `${((100 * part) / of).toFixed(1)} %`;
console.log(
  `${all.documents} documents, ${(all.bytes / 1e6).toFixed(1)} million units; taken ${share(taken.documents, all.documents)} of the ` +
    `documents, ${share(taken.bytes, all.bytes)} of the text; ${differences} differ`,
);
const ratios: number[] = [];
for (let round = 0; round < rounds; round++) {
  const own = cost(readBlockStyle);
  const library = cost(readWithLibrary);
  ratios.push(library / own);
  console.log(`library ${library.toFixed(0)} ms, ours ${own.toFixed(0)} ms, ${(library / own).toFixed(0)} times`);
}
console.log(`median ${median(ratios).toFixed(0)} times, ${(taken.bytes / 1e6).toFixed(1)} million units`);
console.log('the largest documents that are left to the library:');
for (const { file, line, size } of left.toSorted((a, b) => b.size - a.size).slice(0, shown)) {
  console.log(`${String(size).padStart(8)}  ${file}:${line}`);
}
if (differences > 0) process.exitCode = 1;
