import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { environmentsOf, findCharts } from '../../../server/src/rendering/helm/find.ts';
import { renderChart } from '../../../server/src/rendering/helm/render.ts';
import { unknownText, type Rendering } from '../../../server/src/model/rendering.ts';
import type { Files } from '../../../server/src/rendering/files.ts';
import { openDiskFiles } from '../../../server/src/workspace/disk-files.ts';
import { compareObjects, parseObjects, type ParsedObject } from './same.ts';

// npx tsx bench/truth/render/compare.ts FOLDER… [--kube-version 1.29] [--helm HELM] [--case CHART,VALUES,EXPECTED,NAME [--without REGEX]] [--problems]
// Renders every chart of each folder, with its own values, those in ci/ and examples/ and those of its environments, and compares
// the objects with what the authors keep in examples/*/rendered, or with what a Helm on this machine gives (by hand, never in tests).

const { values: options, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: {
    'kube-version': { type: 'string' },
    helm: { type: 'string' },
    case: { type: 'string', multiple: true },
    only: { type: 'string' },
    without: { type: 'string' },
    problems: { type: 'boolean', default: false },
  },
});

/** Lines that authors take out of what they keep, such as versions. */
const leftOut = options.without === undefined ? undefined : new RegExp(`^.*(?:${options.without}).*\n`, 'gm');

function objectsOf(text: string): readonly ParsedObject[] {
  return parseObjects(leftOut ? text.replace(leftOut, '') : text);
}

const total = {
  renderings: 0,
  equal: 0,
  unknown: 0,
  different: 0,
  lost: 0,
  added: 0,
  notHere: 0,
  crashes: 0,
  failed: 0,
};
const problems = new Map<string, number>();
let slowest = { ms: 0, what: '' };

interface Case {
  readonly chart: string;
  readonly values: readonly string[];
  readonly name: string;
}

function rendered(files: Files, { chart, values, name }: Case): Rendering | undefined {
  const before = performance.now();
  try {
    const kubeVersion = options['kube-version'];
    const made = renderChart(files, {
      chart,
      values: values.map((file) => ({ file })),
      release: { name, namespace: 'default' },
      environment: values.at(-1) ?? '',
      ...(kubeVersion === undefined ? {} : { kubeVersion }),
    });
    const ms = performance.now() - before;
    if (ms > slowest.ms) slowest = { ms, what: `${chart} ${values.join(' ')}` };
    total.renderings++;
    for (const { problem, message } of made.problems) {
      const key = `${problem}: ${message.replaceAll(/[0-9]+/g, '0')}`;
      problems.set(key, (problems.get(key) ?? 0) + 1);
    }
    return made;
  } catch (error) {
    total.crashes++;
    console.log(`  crash ${chart} ${values.join(' ')}: ${error instanceof Error ? error.stack : String(error)}`);
    return undefined;
  }
}

function printed({ objects }: Rendering): readonly ParsedObject[] {
  return objects.flatMap(({ text, source = '' }) => objectsOf(`---\n# Source: ${source}\n${text}`));
}

interface Sides {
  readonly ours: readonly ParsedObject[];
  readonly expected: readonly ParsedObject[];
  /** Problems of ours that say that an object is not known. */
  readonly rendering: readonly Rendering[];
}

function judge(label: string, { ours, expected, rendering }: Sides): void {
  const said: string[] = [];
  const left = [...ours];
  const missing = rendering.flatMap((each) => each.problems.filter(({ problem }) => problem === 'missing'));
  const unknown = rendering.flatMap((each) =>
    each.problems.filter(({ problem }) => problem === 'unknown').map(({ file }) => file),
  );
  for (const object of expected) {
    const same = left.filter(({ id }) => isSameId(id, object.id));
    const compared = same.map((each) => ({ each, ...compareObjects(each.value, object.value) }));
    const best = ['equal', 'unknown', 'different'].flatMap((verdict) =>
      compared.filter((c) => c.verdict === verdict),
    )[0];
    if (!best) {
      const file = object.source.slice(object.source.indexOf('/') + 1);
      if (/\/charts\//.test(object.source) && missing.length > 0) total.notHere++;
      else if (unknown.some((each) => each.endsWith(file))) total.unknown++;
      else {
        total.lost++;
        said.push(`lost ${object.id} of ${object.source}`);
      }
      continue;
    }
    left.splice(left.indexOf(best.each), 1);
    total[best.verdict]++;
    if (best.verdict === 'different')
      said.push(`different ${object.id}`, ...best.differences.slice(0, 5).map((d) => `  ${d}`));
  }
  for (const each of left) {
    total.added++;
    said.push(`added ${each.id} of ${each.source}`);
  }
  if (said.length > 0) console.log([label, ...said.map((line) => `  ${line}`)].join('\n'));
}

/** A part of a name may be unknown. */
function isSameId(ours: string, expected: string): boolean {
  const [start = '', ...rest] = ours.split(unknownText);
  if (rest.length === 0) return ours === expected;
  return expected.startsWith(start) && expected.endsWith(rest.at(-1) ?? '');
}

function byHelm(root: string, { chart, values, name }: Case): readonly ParsedObject[] | undefined {
  const kubeVersion = options['kube-version'];
  const args = ['template', name, path.join(root, chart), '--namespace', 'default', '--skip-schema-validation'];
  for (const file of values) args.push('-f', path.join(root, file));
  if (kubeVersion !== undefined) args.push('--kube-version', kubeVersion);
  const { status, stdout, stderr } = spawnSync(options.helm ?? 'helm', args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status === 0) return parseObjects(stdout);
  if (options.problems) console.log(`  helm: ${chart} ${values.join(' ')}: ${stderr.trim().split('\n').at(-1)}`);
  return undefined;
}

for (const folder of folders) {
  const files = openDiskFiles(path.resolve(folder));
  const paths = files.under('');
  for (const chart of findCharts(paths)) {
    if (options.only !== undefined && !chart.includes(options.only)) continue;
    const prefix = chart === '' ? '' : `${chart}/`;
    const own = paths.filter((file) => file.startsWith(prefix)).map((file) => file.slice(prefix.length));
    const examples = new Set(own.flatMap((file) => /^examples\/[^/]+(?=\/rendered\/)/.exec(file)?.[0] ?? []));
    if (options.helm === undefined) {
      for (const example of examples) {
        const values = own.filter(
          (file) => file.startsWith(`${example}/`) && /^[^/]*values\.yaml$/.test(file.slice(example.length + 1)),
        );
        const renderings = values.flatMap(
          (file) => rendered(files, { chart, values: [prefix + file], name: 'example' }) ?? [],
        );
        const expected = own
          .filter((file) => file.startsWith(`${example}/rendered/`))
          .flatMap((file) => parseObjects(files.text(prefix + file) ?? ''));
        judge(`${prefix}${example}`, { ours: renderings.flatMap(printed), expected, rendering: renderings });
      }
    }
    const ci = own
      .filter((file) => /^(ci\/.*|examples\/[^/]+\/[^/]*)values\.yaml$/.test(file))
      .map((file) => [prefix + file]);
    const sets = environmentsOf(paths, chart).map(({ values }) =>
      values.flatMap((each) => ('file' in each ? each.file : [])),
    );
    for (const values of [...sets, ...ci]) {
      const one = { chart, values, name: 'example' };
      const ours = rendered(files, one);
      if (!ours || options.helm === undefined) continue;
      const expected = byHelm(folder, one);
      if (expected) judge(`${chart} ${values.join(' ')}`, { ours: printed(ours), expected, rendering: [ours] });
      else total.failed++;
    }
  }
  for (const each of options.case ?? []) {
    const [chart = '', values = '', expected = '', name = ''] = each.split(',');
    const ours = rendered(files, { chart, values: values === '' ? [] : [values], name });
    if (ours) judge(each, { ours: printed(ours), expected: objectsOf(files.text(expected) ?? ''), rendering: [ours] });
  }
}

const { renderings, equal, unknown, different, lost, added, notHere, crashes, failed } = total;
const judged = equal + unknown + different + lost + added;
console.log(
  `${renderings} renderings, ${crashes} crashes; slowest ${slowest.ms.toFixed(0)} ms (${slowest.what})\n` +
    `${judged} objects: ${equal} equal (${((100 * equal) / Math.max(judged, 1)).toFixed(2)} %), ${unknown} unknown, ` +
    `${different} different, ${lost} lost, ${added} added; ${notHere} of charts that are not here; ${failed} refused by Helm itself`,
);
if (options.problems)
  for (const [message, count] of [...problems].toSorted((a, b) => b[1] - a[1]).slice(0, 60))
    console.log(`${count}  ${message}`);
