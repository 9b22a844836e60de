import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { functions } from '../../../server/src/rendering/functions/table.ts';
import { unknownFunctions } from '../../../server/src/rendering/functions/unknown.ts';
import { partsOf } from '../../../server/src/rendering/template/tokens.ts';

// npx tsx bench/truth/render/functions.ts FOLDER…
// Counts how often the templates of charts call each function, and which of those we do not compute.

const counts = new Map<string, number>();
let files = 0;
let broken = 0;

for (const folder of process.argv.slice(2)) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (!entry.isFile() || !/\/templates\/.*\.(yaml|yml|tpl|txt)$/.test(file) || file.includes('/rendered/')) continue;
    files++;
    try {
      for (const part of partsOf(readFileSync(file, 'utf8'))) {
        if (part.type !== 'action') continue;
        for (const { type, text } of part.tokens) if (type === 'word') counts.set(text, (counts.get(text) ?? 0) + 1);
      }
    } catch {
      broken++;
    }
  }
}

const sum = (names: readonly string[]) => names.reduce((all, name) => all + (counts.get(name) ?? 0), 0);
const computed = Object.keys(functions);
const open = Object.keys(unknownFunctions);
console.log(`${files} templates, ${broken} of them do not parse`);
console.log(`${computed.length} functions are computed and were called ${sum(computed)} times`);
console.log(`${open.length} functions give an unknown and were called ${sum(open)} times:`);
for (const name of open.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))) {
  if (counts.has(name)) console.log(`  ${counts.get(name)}  ${name}: ${unknownFunctions[name]}`);
}
console.log(`never called: ${open.filter((name) => !counts.has(name)).join(', ')}`);
