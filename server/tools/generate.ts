import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { generatedFiles } from './generated.ts';

// npm run generate: writes every generated file; with --check it only says which are stale.
const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');
const check = process.argv.includes('--check');
for (const [file, text] of await generatedFiles(root)) {
  const full = path.join(root, file);
  let before = '';
  try {
    before = readFileSync(full, 'utf8');
  } catch {
    // A file that is not there yet is stale.
  }
  if (before === text) continue;
  console.log(`${check ? 'stale' : 'written'}: ${file}`);
  if (check) process.exitCode = 1;
  else writeFileSync(full, text);
}
