import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { root } from '../../../test/analyse.ts';

// npx tsx bench/truth/graph/compare.ts SYSTEMS [SYSTEM …]
// Compares the picture of each system with what was written down by hand in SYSTEM.tsv, before it was drawn:
// `service<TAB>name<TAB>entry or -` and `edge<TAB>from<TAB>to<TAB>kind`; names that are all right stand as `a|b`, and
// `service?`, `edge?` are right but not asked for. SYSTEMS is a folder with one folder a system.

interface Graph {
  readonly services: readonly { name: string; program: string | null }[];
  readonly dependencies: readonly { from: string; to: string; kind: string }[];
}

interface Row {
  readonly words: string;
  readonly asked: boolean;
  /** All that it may be called. */
  readonly names: ReadonlySet<string>;
}

const folder = path.join(root, 'bench/truth/graph');
const [systems, ...only] = process.argv.slice(2);
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

const totals = new Map<string, { wanted: number; found: number; shown: number; wrong: number }>();

function print(what: string, rows: readonly Row[], shown: ReadonlySet<string>): void {
  const asked = rows.filter((row) => row.asked);
  const missed = asked.filter(({ names }) => ![...names].some((name) => shown.has(name)));
  const wrong = [...shown].filter((each) => !rows.some(({ names }) => names.has(each)));
  console.log(
    `  ${what}: ${asked.length - missed.length} of ${asked.length} found, ${wrong.length} of ${shown.size} false`,
  );
  for (const { words } of missed) console.log(`    missed ${words}`);
  for (const each of wrong) console.log(`    false ${each}`);
  const sum = totals.get(what) ?? { wanted: 0, found: 0, shown: 0, wrong: 0 };
  sum.wanted += asked.length;
  sum.found += asked.length - missed.length;
  sum.shown += shown.size;
  sum.wrong += wrong.length;
  totals.set(what, sum);
}

for (const file of readdirSync(folder).filter((name) => name.endsWith('.tsv'))) {
  const system = file.slice(0, -'.tsv'.length);
  if (only.length > 0 && !only.includes(system)) continue;
  const rows = readFileSync(path.join(folder, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));
  const graph = graphOf(system);
  console.log(system);
  const services = rows.flatMap(([kind = '', name = '', entry = '-']) =>
    kind.startsWith('service')
      ? [{ words: name, asked: kind === 'service', names: new Set(name.split('|')), entry }]
      : [],
  );
  print('services', services, new Set(graph.services.map(({ name }) => name)));
  const programs = new Map(graph.services.map(({ name, program }) => [name, program ?? '-']));
  for (const { names, entry } of services) {
    const name = [...names].find((each) => programs.has(each));
    const program = name === undefined ? undefined : programs.get(name);
    // A command of a program is named by both.
    if (program !== undefined && entry !== '-' && program.replace(/(?: [\w-]+)+$/, '') !== entry)
      console.log(`    ${name} runs ${program}, not ${entry}`);
  }
  const edges = rows.flatMap(([kind = '', from = '', to = '']) => {
    if (!kind.startsWith('edge')) return [];
    const names = from.split('|').flatMap((a) => to.split('|').map((b) => `${a} -> ${b}`.toLowerCase()));
    return [{ words: `${from} -> ${to}`, asked: kind === 'edge', names: new Set(names) }];
  });
  if (edges.length === 0) continue;
  // `edge? NAME * third-party`: it speaks to whom its users choose.
  const open = new Set(rows.flatMap(([kind, from = '', to]) => (kind === 'edge?' && to === '*' ? [from] : [])));
  const known = graph.dependencies.filter(
    ({ from, kind }) => kind !== 'unknown' && !(kind === 'third-party' && open.has(from)),
  );
  print('edges', edges, new Set(known.map(({ from, to }) => `${from} -> ${to}`.toLowerCase())));
}
for (const [what, { wanted, found, shown, wrong }] of totals)
  console.log(`${what}: ${found} of ${wanted} found, ${wrong} of ${shown} false`);
