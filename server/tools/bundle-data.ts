import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readBundled } from './read-bundled.ts';

// Writes dist/data.json from the data folders; fails on any mistake in them.
const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');
const { bundled, problems } = readBundled(root);
for (const { file, message } of problems) console.error(`${file}: ${message}`);
mkdirSync(path.join(root, 'dist'), { recursive: true });
writeFileSync(path.join(root, 'dist/data.json'), JSON.stringify(bundled));
process.exitCode = problems.length > 0 ? 1 : 0;
