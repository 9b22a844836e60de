import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isReadable } from '../server/src/facts/prefilter.ts';
import { roleOf, roleOfText } from '../server/src/workspace/policy.ts';
import { walk } from '../server/src/workspace/walk.ts';

/** A folder that holds copies of exactly the files that a scan reads, so that every tool gets the same. */
export interface Corpus {
  readonly folder: string;
  readonly files: number;
  readonly bytes: number;
  readonly codeFiles: number;
  readonly codeBytes: number;
}

const code = /\.([cm]?[jt]s|[jt]sx|go)$/;

/** Copies what is read of the sources into `folder`, each under its own name, times kept. */
export function copyCorpus(sources: readonly string[], folder: string): Corpus {
  const corpus = { folder, files: 0, bytes: 0, codeFiles: 0, codeBytes: 0 };
  for (const source of sources) {
    for (const { file, size } of walk(source).files) {
      if (!isReadable(file) || roleOf(file) !== 'source') continue;
      const full = path.join(source, file);
      if (code.test(file) && roleOfText('source', file, readFileSync(full, 'utf8')) !== 'source') continue;
      const to = path.join(folder, path.basename(source), file);
      mkdirSync(path.dirname(to), { recursive: true });
      cpSync(full, to, { preserveTimestamps: true, dereference: true });
      corpus.files++;
      corpus.bytes += size;
      if (code.test(file)) {
        corpus.codeFiles++;
        corpus.codeBytes += size;
      }
    }
  }
  return corpus;
}

/** The texts of all files of a folder, by path. */
export function textsOf(folder: string): Record<string, string> {
  return Object.fromEntries(
    walk(folder, { all: true }).files.map(({ file }) => [file, readFileSync(path.join(folder, file), 'utf8')]),
  );
}

/** Writes packs of libraries that nobody uses into a folder's `.prr/packs`. */
export function writeUnusedPacks(folder: string, count: number): void {
  const packs = path.join(folder, '.prr/packs');
  mkdirSync(packs, { recursive: true });
  for (let number = 0; number < count; number++) {
    const text = [
      `id: unused-${number}`,
      `name: Unused ${number}`,
      `language: ${number % 2 === 0 ? 'javascript' : 'go'}`,
      `modules: [example.org/unused/client-${number}]`,
      '',
    ].join('\n');
    writeFileSync(path.join(packs, `unused-${number}.yaml`), text);
  }
}
