import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openHistory } from './history.ts';
import { replay, type Method, type Placement } from './replay.ts';

// npm run anchors -- REPOSITORY… [--count N] [--seed N] [--list FILE]
// Puts notes at random lines of old commits and places them again at later ones; see README.md for what counts as what.
// REPOSITORY is a work tree or a git directory; --list writes each placement, one JSON object a line.

const distances = [1, 10, 100, 500];
const methods: readonly Method[] = ['anchors', 'line-number', 'first-equal-text'];

async function main(args: readonly string[]): Promise<void> {
  const option = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const repositories = args.filter((arg, at) => !arg.startsWith('--') && !args[at - 1]?.startsWith('--'));
  if (repositories.length === 0)
    throw new Error('usage: npm run anchors -- REPOSITORY… [--count N] [--seed N] [--list FILE]');
  const count = Number(option('--count') ?? 1200);
  const all: Placement[] = [];
  for (const repository of repositories) {
    const inner = path.join(repository, '.git');
    const history = openHistory(existsSync(inner) ? inner : repository, nameOf(repository));
    const random = randomFrom(Number(option('--seed') ?? 1));
    all.push(...(await replay(history, { distances, count, random })));
    history.close();
    console.log(
      row(
        history.name,
        all.filter((each) => each.repository === history.name),
        'anchors',
      ),
    );
  }
  const list = option('--list');
  if (list !== undefined) writeFileSync(list, all.map((each) => `${JSON.stringify(each)}\n`).join(''));
  report(all);
}

function report(all: readonly Placement[]): void {
  console.log(`\n${all.length} placements in files that differ\n`);
  console.log(
    '| placements of | n | right | moved | rightly lost | lost, though there | beside | silently wrong | 95 % interval |',
  );
  console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
  for (const method of methods) console.log(row(`all, by ${method}`, all, method));
  for (const distance of distances)
    console.log(
      row(
        `${distance} commits later`,
        all.filter((each) => each.distance === distance),
        'anchors',
      ),
    );
  for (const truth of ['kept', 'edited', 'gone', 'file-gone'] as const)
    console.log(
      row(
        `truth: ${truth}`,
        all.filter((each) => each.truth === truth),
        'anchors',
      ),
    );
  console.log(
    row(
      'lines with a word',
      all.filter(({ speaking }) => speaking),
      'anchors',
    ),
  );
  console.log(
    row(
      'brackets and rules',
      all.filter(({ speaking }) => !speaking),
      'anchors',
    ),
  );
}

function row(title: string, placements: readonly Placement[], method: Method): string {
  const n = placements.length;
  const of = (...outcomes: string[]) => placements.filter((each) => outcomes.includes(each.outcome[method])).length;
  const share = (count: number) => (n === 0 ? '' : `${((100 * count) / n).toFixed(2)} %`);
  const wrong = of('wrong');
  const [low, high] = interval(wrong, n);
  const cells = [of('right'), of('moved', 'elsewhere'), of('rightly-lost'), of('lost'), of('beside')].map(share);
  return `| ${title} | ${n} | ${cells.join(' | ')} | ${share(wrong)} | ${(100 * low).toFixed(2)}–${(100 * high).toFixed(2)} % |`;
}

/** Wilson's interval of a share. */
function interval(hits: number, n: number): [number, number] {
  if (n === 0) return [0, 1];
  const z = 1.96;
  const p = hits / n;
  const middle = p + (z * z) / (2 * n);
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const whole = 1 + (z * z) / n;
  return [Math.max(0, (middle - half) / whole), (middle + half) / whole];
}

/** Mulberry32: the same draw for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function nameOf(repository: string): string {
  const parts = path.resolve(repository).split(path.sep);
  return (parts.findLast((part) => part !== 'repo' && part !== '.git') ?? '').replace('+', '/');
}

await main(process.argv.slice(2));
