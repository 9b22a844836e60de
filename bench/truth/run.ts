import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { judgedFile, judgedHeader, judgements, readJudged, type Judged } from '../../server/tools/truth.ts';
import type { Judgement } from '../../server/src/model/judgement.ts';
import { root } from '../../test/analyse.ts';

// npm run truth [-- SYSTEMS [--write] [--unread N]]
// Prints, by rule, the share of judged findings that are true and useful. SYSTEMS is a folder with one folder a system,
// named as in the table: the checks are run over them again, and a judged finding that is no longer reported is fixed.
// --write keeps that in the table; --unread N lists N findings of each rule that nobody has read, drawn at random.

interface Found {
  readonly system: string;
  readonly rule: string;
  readonly place: string;
  readonly message: string;
}

function findingsOf(system: string, folder: string): Found[] {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [path.join(root, 'dist/prr.cjs'), 'check', folder, '--format', 'json', '--no-cache'],
    { encoding: 'utf8', maxBuffer: 1 << 30 },
  );
  if (status !== 0) throw new Error(`${system}: ${stderr}`);
  const { findings } = JSON.parse(stdout) as {
    findings: {
      rule: string;
      file: string;
      message: string;
      range: { start: { line: number } };
      also?: { file: string; range: { start: { line: number } } }[];
    }[];
  };
  return findings.flatMap(({ rule, file, message, range, also = [] }) =>
    [{ file, range }, ...also].map((place) => ({
      system,
      rule,
      place: `${place.file}:${place.range.start.line}`,
      message,
    })),
  );
}

function main(args: readonly string[]): void {
  const [systems] = args.filter((arg) => !arg.startsWith('--') && !/^\d+$/.test(arg));
  let judged = readJudged(root);
  if (systems !== undefined) {
    const wanted = new Set(readdirSync(systems));
    const present = [...new Set(judged.map(({ system }) => system))].filter((system) => wanted.has(system));
    const all = args.includes('--unread') ? [...wanted] : present;
    const found = all.flatMap((system) => findingsOf(system, path.join(systems, system)));
    const keys = new Set(found.map(keyOf));
    judged = judged.map((each): Judged => {
      if (!present.includes(each.system)) return each;
      const isReported = keys.has(keyOf(each)) || (each.verdict === 'true' && isIncluded(each, keys));
      return { ...each, now: isReported ? 'reported' : each.verdict === 'true' ? 'missed' : 'fixed' };
    });
    if (args.includes('--write')) write(judged);
    if (args.includes('--unread')) listUnread(found, judged, Number(args[args.indexOf('--unread') + 1] ?? 10));
  }
  print(judged);
}

/** Whether another finding of the same container says it: without resources there is no limit of memory either. */
function isIncluded(each: Judged, keys: ReadonlySet<string>): boolean {
  return each.rule === 'memory-limit-unset' && keys.has(keyOf({ ...each, rule: 'resources-unset' }));
}

function keyOf({ system, rule, place }: Pick<Found, 'system' | 'rule' | 'place'>): string {
  return `${system}\t${rule}\t${place}`;
}

function write(judged: readonly Judged[]): void {
  const lines = judged.map(({ system, rule, place, verdict, now, reason }) =>
    [system, rule, place, verdict, now, reason].join('\t'),
  );
  writeFileSync(path.join(root, judgedFile), `${[judgedHeader, ...[...new Set(lines)].sort()].join('\n')}\n`);
}

function listUnread(found: readonly Found[], judged: readonly Judged[], number: number): void {
  const read = new Set(judged.map(keyOf));
  const byRule = new Map<string, Found[]>();
  for (const each of found) {
    if (read.has(keyOf(each))) continue;
    byRule.set(each.rule, [...(byRule.get(each.rule) ?? []), each]);
  }
  for (const [rule, own] of [...byRule].sort(([a], [b]) => (a < b ? -1 : 1))) {
    console.log(`\n${rule}: ${own.length} not read`);
    const drawn = own.map((each) => ({ each, by: Math.random() })).sort((a, b) => a.by - b.by);
    for (const { each } of drawn.slice(0, number)) console.log(`  ${each.system} ${each.place}  ${each.message}`);
  }
  console.log();
}

function print(judged: readonly Judged[]): void {
  const rows = Object.entries(judgements(judged));
  console.log('| rule | read | true | useless | false | true and useful | fixed | true, and gone |');
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
  const total = { judged: 0, useful: 0, useless: 0, false: 0, fixed: 0, missed: 0 };
  for (const [rule, each] of rows) {
    for (const key of Object.keys(total) as (keyof typeof total)[]) total[key] += each[key];
    console.log(row(rule, each));
  }
  console.log(row('**together**', total));
}

function row(name: string, each: Judgement) {
  const share = each.judged === 0 ? '–' : `${Math.floor((100 * each.useful) / each.judged)} %`;
  return `| ${name} | ${each.judged} | ${each.useful} | ${each.useless} | ${each.false} | ${share} | ${each.fixed} | ${each.missed} |`;
}

if (!existsSync(path.join(root, 'dist/prr.cjs'))) throw new Error('npm run build first');
main(process.argv.slice(2));
