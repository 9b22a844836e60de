import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { rules as allRules } from '../server/src/rules/registry.ts';
import { readBundled } from '../server/tools/read-bundled.ts';
import { root } from '../test/analyse.ts';
import { interleave, ratio, ratioClaim, table, type Claim, type Side } from './claim.ts';
import { copyCorpus, textsOf, writeUnusedPacks } from './corpus.ts';
import { keystrokes } from './keystrokes.ts';
import { pictureClaims } from './picture.ts';
import { peakMemory, type Program } from './measure.ts';
import { findAstGrep, findRipgrep } from './tools.ts';

// Measures what the project claims about its cost, as ratios of programs that run in turn; prints one table and keeps it.
// usage: npm run bench -- [--rounds=N] [FOLDER…]
const bench = path.join(root, 'bench');
const rounds = Number(process.argv.find((each) => each.startsWith('--rounds='))?.slice('--rounds='.length) ?? 5);
const sources = [
  path.join(root, 'examples/shakespeare'),
  ...process.argv
    .slice(2)
    .filter((each) => !each.startsWith('--'))
    .map((each) => path.resolve(each)),
];
const work = mkdtempSync(path.join(os.tmpdir(), 'prr-bench-'));
// A copy of the build, so that a build that starts meanwhile changes nothing.
const dist = path.join(work, 'dist');
cpSync(path.join(root, 'dist'), dist, { recursive: true });

const prr = (folder: string, { args = [], cache }: { args?: readonly string[]; cache?: string } = {}): Program => ({
  command: process.execPath,
  args: [path.join(dist, 'prr.cjs'), 'check', folder, ...args, ...(cache === undefined ? ['--no-cache'] : [])],
  ...(cache === undefined ? {} : { env: { XDG_CACHE_HOME: cache } }),
});
const missing: string[] = [];
const claims: Claim[] = [];

function copied() {
  const folder = path.join(work, 'corpus');
  const corpus = copyCorpus(sources, folder);
  const packs = path.join(work, 'packs');
  cpSync(folder, packs, { recursive: true, preserveTimestamps: true });
  writeUnusedPacks(packs, 200);
  return { ...corpus, packs };
}

/** The rules of the first release, against which later ones are measured. */
const firstRules = [
  'outbound-call-timeout',
  'error-swallowed',
  'no-graceful-shutdown',
  'probe-missing',
  'probe-no-route',
  'rollout-too-wide',
  'alert-without-runbook',
  'runbook-broken-link',
];

async function scans(): Promise<void> {
  const astGrep = findAstGrep(path.join(bench, '.tools'));
  const rg = findRipgrep(root);
  if (!astGrep) missing.push('@ast-grep/cli could not be installed');
  if (!rg) missing.push('ripgrep is neither on the path nor in .vscode-test');
  const words = path.join(work, 'words.txt');
  writeFileSync(words, `${triggerWords().join('\n')}\n`);
  const cache = path.join(work, 'cache');
  const config = path.join(bench, 'ast-grep/sgconfig.yml');
  const astGrepOver = (folders: readonly string[], more: readonly string[] = []): Program => ({
    command: astGrep ?? '',
    args: ['scan', '-c', config, '--json=stream', ...more, ...folders],
  });
  const sides: Side[] = [
    {
      name: 'cold',
      program: prr(corpus.folder, { cache }),
      before: () => rmSync(cache, { recursive: true, force: true }),
    },
    { name: 'warm', program: prr(corpus.folder, { cache }) },
    { name: 'one rule', program: prr(corpus.folder, { args: ['--rule=rollout-too-wide'] }) },
    { name: 'eight rules', program: prr(corpus.folder, { args: firstRules.map((rule) => `--rule=${rule}`) }) },
    { name: 'all rules', program: prr(corpus.folder) },
    { name: '200 more packs', program: prr(corpus.packs) },
    ...(astGrep
      ? [{ name: 'ast-grep', program: astGrepOver([corpus.folder], ['--no-ignore=hidden', '--no-ignore=vcs']) }]
      : []),
    ...(rg
      ? [
          {
            name: 'rg -c',
            program: { command: rg, args: ['-c', '--hidden', '--no-ignore', '-F', '-f', words, corpus.folder] },
          },
          { name: 'rg --files', program: { command: rg, args: ['--files', '--hidden', '--no-ignore', corpus.folder] } },
        ]
      : []),
  ];
  const costs = await interleave(sides, rounds);
  const add = (claim: string, of: string, to: string, target: string) => {
    if (costs.has(of) && costs.has(to)) claims.push(ratioClaim(claim, costs, { of, to, target }));
  };
  add('cold scan / ast-grep with equivalent patterns, same files', 'cold', 'ast-grep', '≤ 0.6, then ≤ 0.05');
  add('cold scan / ripgrep for the trigger words, same files', 'cold', 'rg -c', 'then ≤ 2.5');
  add('warm scan / cold scan', 'warm', 'cold', '≤ 0.2');
  add('warm scan / ripgrep listing the files', 'warm', 'rg --files', 'then ≤ 2.5');
  add(
    `all ${allRules.length} rules / the first ${firstRules.length}`,
    'all rules',
    'eight rules',
    'sub-linear, then flat',
  );
  add('all rules / one rule', 'all rules', 'one rule', 'sub-linear, then flat');
  add('with 200 packs that nobody uses / without', '200 more packs', 'all rules', 'sub-linear, then flat');
  if (astGrep) {
    const whole = await interleave(
      [
        { name: 'prr', program: prr(sources.at(-1) ?? root) },
        { name: 'ast-grep', program: astGrepOver(sources.slice(-1)) },
      ],
      Math.min(rounds, 3),
    );
    claims.push(
      ratioClaim(`check / ast-grep, ${path.basename(sources.at(-1) ?? '')} as it is checked out, defaults`, whole, {
        of: 'prr',
        to: 'ast-grep',
        target: '≤ 0.6, then ≤ 0.05',
      }),
    );
  }
  await memory(astGrep ? astGrepOver([corpus.folder], ['--no-ignore=hidden', '--no-ignore=vcs']) : undefined);
}

async function memory(peer: Program | undefined): Promise<void> {
  const own = await peakMemory(prr(corpus.folder));
  const theirs = peer ? await peakMemory(peer) : undefined;
  if (own === undefined) return void missing.push('no /proc: memory is not measured');
  claims.push({
    claim: `peak memory of a cold scan of ${megabytes(corpus.bytes)} MB`,
    value: `${own.toFixed(0)} MB`,
    spread: '',
    cpu: '',
    detail: theirs === undefined ? '' : `ast-grep ${theirs.toFixed(0)} MB`,
    target: '≤ 300 MB, then ≤ 120 MB (of 300 MB)',
  });
}

async function start(): Promise<void> {
  const tiny = path.join(work, 'tiny');
  mkdirSync(tiny);
  copyFileSync(path.join(root, 'examples/shakespeare/README.md'), path.join(tiny, 'README.md'));
  writeFileSync(path.join(tiny, 'load.ts'), 'export const load = async (url: string) => (await fetch(url)).json();\n');
  writeFileSync(
    path.join(tiny, 'deploy.yaml'),
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: tiny }\nspec: { replicas: 2 }\n',
  );
  const cache = path.join(work, 'cache-of-tiny');
  // A file younger than the cache counts as changed, and these were written just now.
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const costs = await interleave(
    [
      { name: 'first', program: prr(tiny) },
      { name: 'again', program: prr(tiny, { cache }) },
      { name: 'explain', program: { command: process.execPath, args: [path.join(dist, 'prr.cjs'), 'explain'] } },
      { name: 'node', program: { command: process.execPath, args: ['-e', '0'] } },
    ],
    rounds * 3,
  );
  for (const [claim, of] of [
    ['check of a tiny repository for the first time / node -e 0', 'first'],
    ['check of a tiny repository again / node -e 0', 'again'],
    ['list of rules / node -e 0', 'explain'],
  ] as const)
    claims.push(ratioClaim(claim, costs, { of, to: 'node', target: '≤ 3, then ≤ 1.3' }));
}

function sizes(): void {
  for (const [file, target] of [
    ['production-readiness.vsix', '≤ 8 MB, then ≤ 3 MB'],
    ['client.cjs', ''],
    ['server.cjs', ''],
    ['worker.cjs', ''],
    ['prr.cjs', ''],
  ] as const) {
    const full = path.join(dist, file);
    if (!existsSync(full)) {
      missing.push(`${file} is not built`);
      continue;
    }
    const value = `${megabytes(statSync(full).size)} MB`;
    claims.push({ claim: `size of ${file}`, value, spread: '', cpu: '', detail: '', target });
  }
}

/** What the quick look asks for, as plain words: the libraries that packs know, and what speaks of errors. */
function triggerWords(): string[] {
  const { packs } = readBundled(root).bundled;
  const libraries = packs.flatMap(({ modules, globals }) => [...modules, ...globals]);
  return [...new Set([...libraries.map((name) => name.replace(/\/v\*$/, '')), 'catch', 'finally', 'err', 'except'])];
}

function megabytes(bytes: number): string {
  return ratio(bytes / 1024 / 1024);
}

const corpus = copied();
try {
  console.log(
    `corpus: ${corpus.files} files, ${megabytes(corpus.bytes)} MB, of which code ${corpus.codeFiles} files, ` +
      `${megabytes(corpus.codeBytes)} MB, from ${sources.map((each) => path.basename(each)).join(', ')}`,
  );
  console.log(`${os.cpus().length} cores, Node ${process.version}, ${rounds} rounds`);
  await scans();
  await start();
  claims.push(...(await keystrokes(path.join(dist, 'server.cjs'), textsOf(corpus.folder))));
  claims.push(...(await pictureClaims()));
  sizes();
  const text = [table(claims), ...missing.map((each) => `Missing: ${each}.`)].join('\n');
  console.log(text);
  const results = path.join(bench, 'results');
  mkdirSync(results, { recursive: true });
  const name = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
  writeFileSync(path.join(results, `${name}.md`), `${text}\n`);
  writeFileSync(
    path.join(results, `${name}.json`),
    `${JSON.stringify({ corpus, sources, rounds, claims }, null, 2)}\n`,
  );
} finally {
  rmSync(work, { recursive: true, force: true });
}
