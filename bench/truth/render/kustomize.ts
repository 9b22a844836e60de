import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { type Rendering, unknownText } from '../../../server/src/model/rendering.ts';
import { findKustomizations } from '../../../server/src/rendering/kustomize/find.ts';
import { renderKustomization } from '../../../server/src/rendering/kustomize/render.ts';
import { openFiles } from './disk-files.ts';

// npx tsx bench/truth/render/kustomize.ts FOLDER… [--cache FOLDER] [--all] [--show] [--only WORDS]
// Renders each kustomization that nothing includes (with --all each one) and compares the objects with those of
// `kubectl kustomize`, where that is installed. Prints objects equal, different, unknown and missing for each folder.
// --cache keeps what kubectl printed; --show prints the first difference of each object.

interface Count {
  overlays: number;
  equal: number;
  unknown: number;
  different: number;
  /** Objects that we lack, without a problem that says so. */
  lacking: number;
  excused: number;
  /** kubectl stops; and of those, where we report no problem. */
  stops: number;
  silent: number;
  /** Problems that we report where kubectl builds. */
  alarms: number;
  text: number;
}

type Plain = Record<string, unknown>;

const words = process.argv.slice(2);
const option = (name: string): string | undefined => {
  const at = words.indexOf(`--${name}`);
  return at < 0 ? undefined : words[at + 1];
};
const [cache, only, show, all] = [option('cache'), option('only'), words.includes('--show'), words.includes('--all')];
const roots = words.filter((word, i) => !word.startsWith('--') && !/^--(cache|only)$/.test(words[i - 1] ?? ''));

/** What kubectl prints for a folder, or its complaint. */
function expected(root: string, folder: string): { text?: string; complaint?: string } {
  const file =
    cache && path.join(cache, `${createHash('sha256').update(`${root}\n${folder}`).digest('hex').slice(0, 24)}.json`);
  if (file && existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as { text?: string; complaint?: string };
  const run = spawnSync(
    'kubectl',
    ['kustomize', '--load-restrictor', 'LoadRestrictionsNone', path.join(root, folder)],
    {
      encoding: 'utf8',
      timeout: 30_000,
      maxBuffer: 200_000_000,
      env: {
        ...process.env,
        GIT_TERMINAL_PROMPT: '0',
        HTTPS_PROXY: 'http://127.0.0.1:9',
        HTTP_PROXY: 'http://127.0.0.1:9',
        GIT_SSH_COMMAND: 'false',
      },
    },
  );
  if (run.error && 'code' in run.error && run.error.code === 'ENOENT') throw new Error('kubectl is not installed');
  const result = run.status === 0 ? { text: run.stdout } : { complaint: run.stderr.trim().slice(-600) };
  if (file) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(result));
  }
  return result;
}

function keyOf(object: Plain): string {
  const metadata = (object['metadata'] ?? {}) as Plain;
  return [object['apiVersion'], object['kind'], metadata['namespace'] ?? '', metadata['name']].map(String).join(' ');
}

function parsed(text: string): Plain[] {
  return parseAllDocuments(text, { logLevel: 'silent', merge: true }).flatMap((document) => {
    const value: unknown = document.toJS({ maxAliasCount: 10_000 });
    return value && typeof value === 'object' ? [value as Plain] : [];
  });
}

/** Where two values differ first; undefined where they are equal, unknown parts aside. */
function difference(ours: unknown, theirs: unknown, at: string): string | undefined {
  if (typeof ours === 'string' && ours.includes(unknownText)) return undefined;
  if (isDeepStrictEqual(ours, theirs)) return undefined;
  const isMap = (value: unknown): value is Plain =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  if (isMap(ours) && isMap(theirs)) {
    for (const key of new Set([...Object.keys(theirs), ...Object.keys(ours)])) {
      const found = difference(ours[key], theirs[key], `${at}.${key}`);
      if (found) return found;
    }
    return undefined;
  }
  if (Array.isArray(ours) && Array.isArray(theirs) && ours.length === theirs.length) {
    for (const [i, item] of ours.entries()) {
      const found = difference(item, theirs[i], `${at}[${i}]`);
      if (found) return found;
    }
    return undefined;
  }
  const short = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 160);
  return `${at}: ours ${short(ours)}, theirs ${short(theirs)}`;
}

/** An object with an unknown name stands for one that nothing else matches. */
function matching(rendering: Rendering, theirs: readonly Plain[]): Map<Plain, Plain> {
  const ours = rendering.objects.flatMap(({ text }) => parsed(text));
  const byKey = new Map(ours.map((object) => [keyOf(object), object]));
  const matches = new Map<Plain, Plain>();
  for (const object of theirs) {
    const own = byKey.get(keyOf(object));
    if (own) matches.set(object, own);
  }
  const left = ours.filter((object) => keyOf(object).includes(unknownText));
  for (const object of theirs) {
    if (matches.has(object)) continue;
    const i = left.findIndex((own) => own['kind'] === object['kind'] && difference(own, object, '') === undefined);
    const own = left[i];
    if (own) matches.set(object, own);
    if (i >= 0) left.splice(i, 1);
  }
  return matches;
}

function compare(root: string, folder: string, count: Count): void {
  count.overlays++;
  const rendering = renderKustomization(openFilesOf(root), folder);
  const { text, complaint } = expected(root, folder);
  const problems = rendering.problems.map(({ file, problem, message }) => `${problem} ${file}: ${message}`);
  if (text === undefined) {
    count.stops++;
    if (problems.length > 0) return;
    count.silent++;
    console.log(`  silent ${folder}: ${complaint?.split('\n').at(-1)?.slice(-300) ?? ''}`);
    return;
  }
  count.alarms += problems.length;
  if (show) for (const problem of problems) console.log(`  alarm ${folder}: ${problem}`);
  const theirs = parsed(text);
  const matches = matching(rendering, theirs);
  for (const object of theirs) {
    const own = matches.get(object);
    if (!own) {
      if (problems.length > 0) count.excused++;
      else count.lacking++;
      if (show) console.log(`  lacking ${folder}: ${keyOf(object)} ${problems[0] ?? ''}`);
      continue;
    }
    const found = difference(own, object, '');
    if (found) {
      count.different++;
      console.log(`  different ${folder}: ${keyOf(object)}${found}`);
    } else if (JSON.stringify(own).includes(unknownText)) count.unknown++;
    else count.equal++;
  }
  const extra = rendering.objects.length - matches.size;
  if (extra > 0) {
    count.different += extra;
    console.log(`  too many ${folder}: ${extra}`);
  }
  // kubectl sorts by kind, which "kustomize build" does not.
  const own = new Set(rendering.objects.map((object) => object.text));
  const printed = text.split(/^---\n/m);
  const other = printed.find((each) => !own.has(each));
  if (other === undefined) count.text++;
  else if (show && matches.size === theirs.length && extra === 0)
    console.log(`  text ${folder}: ${firstLine(rendering, other)}`);
}

/** The first line that differs from the text of ours that has most lines of it. */
function firstLine(rendering: Rendering, text: string): string {
  const lines = text.split('\n');
  const shared = (own: string): number => own.split('\n').filter((line, i) => line === lines[i]).length;
  const nearest = rendering.objects
    .map((object) => object.text)
    .sort((a, b) => shared(b) - shared(a))[0]
    ?.split('\n');
  const i = lines.findIndex((line, at) => line !== nearest?.[at]);
  return `${JSON.stringify(nearest?.[i])} for ${JSON.stringify(lines[i])}`;
}

const opened = new Map<string, ReturnType<typeof openFiles>>();
function openFilesOf(root: string) {
  const files = opened.get(root) ?? openFiles(root);
  opened.set(root, files);
  return files;
}

for (const root of roots.map((folder) => path.resolve(folder))) {
  const count: Count = {
    overlays: 0,
    equal: 0,
    unknown: 0,
    different: 0,
    lacking: 0,
    excused: 0,
    stops: 0,
    silent: 0,
    alarms: 0,
    text: 0,
  };
  for (const { folder, isComponent, isIncluded } of findKustomizations(openFilesOf(root))) {
    if (isComponent || (isIncluded && !all) || (only && !folder.includes(only))) continue;
    compare(root, folder, count);
  }
  if (count.overlays > 0) console.log(`${root}\t${JSON.stringify(count)}`);
}
