import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { root } from '../../../test/analyse.ts';

// npx tsx bench/truth/graph/compare.ts SYSTEMS
// Compares the picture of each system with what was written down by hand in SYSTEM.tsv, before it was drawn:
// `service<TAB>name<TAB>entry or -` and `edge<TAB>from<TAB>to<TAB>kind`. SYSTEMS is a folder with one folder a system.

interface Graph {
  readonly services: readonly { name: string; program: string | null }[];
  readonly dependencies: readonly { from: string; to: string; kind: string }[];
}

const folder = path.join(root, 'bench/truth/graph');
const systems = process.argv[2];
if (systems === undefined) throw new Error('name the folder with the systems');

function graphOf(system: string): Graph {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [path.join(root, 'dist/prr.cjs'), 'graph', path.join(systems ?? '', system), '--format', 'json'],
    { encoding: 'utf8', maxBuffer: 1 << 30 },
  );
  if (status !== 0) throw new Error(`${system}: ${stderr}`);
  return JSON.parse(stdout) as Graph;
}

function print(what: string, wanted: ReadonlySet<string>, shown: ReadonlySet<string>): void {
  const missed = [...wanted].filter((each) => !shown.has(each));
  const wrong = [...shown].filter((each) => !wanted.has(each));
  console.log(`  ${what}: ${wanted.size - missed.length} of ${wanted.size} found, ${wrong.length} false`);
  for (const each of missed) console.log(`    missed ${each}`);
  for (const each of wrong) console.log(`    false ${each}`);
}

for (const file of readdirSync(folder).filter((name) => name.endsWith('.tsv'))) {
  const system = file.slice(0, -'.tsv'.length);
  const rows = readFileSync(path.join(folder, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));
  const graph = graphOf(system);
  console.log(system);
  const services = rows.filter(([kind]) => kind === 'service');
  print('services', new Set(services.map(([, name = '']) => name)), new Set(graph.services.map(({ name }) => name)));
  const programs = new Map(graph.services.map(({ name, program }) => [name, program ?? '-']));
  for (const [, name = '', entry = '-'] of services) {
    const program = programs.get(name);
    if (program !== undefined && program !== entry) console.log(`    ${name} runs ${program}, not ${entry}`);
  }
  const edges = rows.filter(([kind]) => kind === 'edge').map(([, from = '', to = '']) => `${from} -> ${to}`);
  if (edges.length === 0) continue;
  print('edges', new Set(edges), new Set(graph.dependencies.map(({ from, to }) => `${from} -> ${to}`)));
}
