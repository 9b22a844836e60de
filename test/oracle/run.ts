import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { languageOf } from '../../server/src/facts/extractor.ts';
import { readCode } from '../../server/src/syntax/code/reader.ts';
import { readByTree } from './trees/reader.ts';
import type { CodeLanguage, Outline } from '../../server/src/syntax/code/outline.ts';
import { compareOutlines, sorts } from './compare.ts';

const [, , wanted = 'go', most = '2000', shown = '3', ...roots] = process.argv;
const files: string[] = [];
const walk = (folder: string) => {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isSymbolicLink() || entry.name === '.git') continue;
    if (entry.isDirectory()) walk(path);
    else if (languageOf(entry.name) === wanted && statSync(path).size < 400_000) files.push(path);
  }
};
for (const root of roots) walk(root);
// Every n-th, so that all folders have their share.
const step = Math.max(1, Math.ceil(files.length / Number(most)));
const totals = Object.fromEntries(sorts.map((sort) => [sort, { equal: 0, missing: 0, extra: 0, different: 0 }]));
let skipped = 0;
let compared = 0;
let oursMs = 0;
let oracleMs = 0;
let bytes = 0;
const printed = new Map<string, number>();
for (let at = 0; at < files.length; at += step) {
  const file = files[at] ?? '';
  const text = readFileSync(file, 'utf8');
  let oracle: Outline;
  let begun = performance.now();
  try {
    oracle = await readByTree(wanted as CodeLanguage, text);
  } catch {
    skipped++;
    continue;
  }
  oracleMs += performance.now() - begun;
  if (oracle.broken) {
    skipped++;
    continue;
  }
  begun = performance.now();
  const ours = await readCode(wanted as CodeLanguage, text);
  oursMs += performance.now() - begun;
  bytes += text.length;
  compared++;
  if (ours.broken) console.log(`BROKEN ${file}`);
  const found = compareOutlines({ ours, oracle, text });
  for (const sort of sorts) {
    const [total, tally] = [totals[sort], found[sort]];
    if (!total) continue;
    total.equal += tally.equal;
    for (const how of ['missing', 'extra', 'different'] as const) {
      total[how] += tally[how].length;
      for (const each of tally[how]) {
        // The builder of the oracle copies a value under a sign before it knows its call.
        if (each.oracle?.includes('no call')) continue;
        const count = printed.get(`${sort} ${how}`) ?? 0;
        printed.set(`${sort} ${how}`, count + 1);
        if (count >= Number(shown)) continue;
        const line = text.slice(0, each.at).split('\n').length;
        console.log(`${sort} ${how} ${file}:${line}\n  ours   ${each.ours ?? ''}\n  oracle ${each.oracle ?? ''}`);
      }
    }
  }
}
console.log(
  `${compared} files, ${skipped} skipped, ${(bytes / 1e6).toFixed(1)} MB; ours ${(bytes / 1e3 / oursMs).toFixed(1)} MB/s, oracle ${(bytes / 1e3 / oracleMs).toFixed(1)} MB/s`,
);
console.table(totals);
