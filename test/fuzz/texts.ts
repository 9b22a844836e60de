import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { isReadable } from '../../server/src/facts/prefilter.ts';
import { parseFixture } from '../fixture.ts';
import { root } from '../analyse.ts';

/** What a reader is given. */
export interface Sample {
  /** The name by which readers know the kind of text: a file name, or `reader:name`. */
  readonly file: string;
  readonly text: string;
}

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Texts that are known to be read, each with the reader that it is for. */
export function seeds(): Sample[] {
  const found: Sample[] = [...own];
  const take = (folder: string, as: (name: string) => string | undefined) => {
    for (const name of readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).sort()) {
      const full = path.join(root, folder, name);
      const file = as(name);
      if (file === undefined || name.includes('node_modules') || !statSync(full).isFile()) continue;
      found.push({ file, text: parseFixture(name, readFileSync(full, 'utf8')).text });
    }
  };
  const byName = (name: string) => (isReadable(name) ? path.basename(name) : undefined);
  take('test/rules', byName);
  take('examples/shakespeare', byName);
  take('packs', () => 'reader:pack');
  take('checklists', (name) => (name.endsWith('.yaml') ? 'reader:checklist' : undefined));
  take('guide', (name) => (name.endsWith('.md') ? 'reader:page' : undefined));
  return found;
}

const own: readonly Sample[] = [
  ...[
    'sum by (job) (rate(http_requests_total{code=~"5..", job!="a"}[5m])) / ignoring (code) group_left sum(rate(x[1h] offset 5m)) > 0.01',
    'histogram_quantile(0.99, sum(rate(a_bucket{le!="+Inf"}[$__rate_interval])) by (le)) and on (a) absent(b) or vector(1)',
    '{app="a"} |= "x" | json | unwrap y [5m]',
  ].map((text) => ({ file: 'reader:promql', text })),
  { file: 'reader:ignore', text: '# a\n*.log\n/dist/\n!keep\\ me\n**/a/**/[!b-d]*\n\\#x \n' },
  { file: 'reader:glob', text: '**/{a,b/*}/[a-z]?*.{ts,js}' },
  { file: 'reader:expression', text: '^(web|api)-[a-z]+(-v[0-9]{1,3})?$' },
  {
    file: 'reader:settings',
    text: 'rules:\n  image-unpinned: off\nexclude: ["**/x", a]\nnewSince: main\nalertLabels: [team|owner]\n',
  },
  {
    file: 'reader:note',
    text: 'kind: risk\nservice: a\nanchor:\n  file: a.ts\n  line: 3\n  text: x\nby: me\nat: 2026-01-01T00:00:00Z\ntext: |\n  a\n  b\n',
  },
  { file: 'reader:answer', text: 'answer: yes\nby: me\nat: 2026-01-01T00:00:00Z\nreason: x\nseen: []\n' },
  { file: 'reader:descriptor', text: 'owner: team-a\ntier: 1\nphase: live\nkind: request-driven\nalso: [a, b]\n' },
  {
    file: 'pom.xml',
    text: '<project><dependencies><dependency><groupId>a.b</groupId><artifactId>c</artifactId><version>1</version></dependency></dependencies></project>',
  },
  { file: 'go.mod', text: 'module a.b/c\n\ngo 1.22\n\nrequire (\n\tgithub.com/a/b v1.2.3 // indirect\n)\n' },
  { file: 'package.json', text: '{"name":"a","scripts":{"start":"node a.js"},"dependencies":{"express":"^4.0.0"}}' },
  { file: 'requirements.txt', text: 'requests==2.0 ; python_version > "3"\nflask[async]>=2\n' },
  { file: 'build.gradle', text: 'dependencies {\n  implementation("a.b:c:1.0")\n}\n' },
  {
    file: 'Dockerfile',
    text: '# syntax=docker/dockerfile:1\nFROM a:1 AS b\nARG X=1\nRUN <<EOF\nx\nEOF\nCOPY --from=b a \\\n  b\nCMD ["a", "b"]\n',
  },
];

const pieces = [
  ...'{}()[]"\'`\\:;,.-#/*@=<>!?|&%$~^+_ \t\n\r'.split(''),
  '\r\n',
  '//',
  '/*',
  '*/',
  '"""',
  "'''",
  '${',
  '}}',
  '{{',
  '{%',
  '---\n',
  '...\n',
  '&a ',
  '*a',
  '<<: ',
  '|\n',
  '>-\n',
  '? ',
  '\u0000',
  '\ufeff',
  '💥',
  'é',
  '\u2028',
  '\u2029',
  '\u0085',
  '\u202e',
  '\u001b[2J',
  'İ',
  '\ud800',
  '\udc00',
  'try {',
  'catch',
  'except:',
  'if err != nil {',
  'func(',
  'class X',
  'lambda',
  '=>',
  'async ',
  'await ',
  'defer ',
  'return ',
  'null',
  '0',
  '1e999',
  '-1',
  '9'.repeat(30),
  'FROM ',
  'CMD [',
  'RUN ',
  '\\\n',
  '<<EOF\n',
  '# prr-ignore x: y',
  '<!--',
  '-->',
  '```',
  'kind: Deployment\n',
  'spec:\n',
  '- ',
  '  ',
  'http.Get(',
  'fetch(',
  'requests.get(',
  'rate(a[5m])',
  ' offset ',
  '{__name__=~".*"}',
  '__proto__',
  'constructor',
];

/** A text that is made from known ones: pieces put in, cut out, doubled, exchanged or repeated, alone or often. */
export function mutated(samples: readonly Sample[], random: () => number): Sample {
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const sample = pick(samples);
  let text = random() < 0.1 ? '' : sample.text.slice(0, 8000);
  for (let steps = 1 + Math.floor(random() ** 2 * 12); steps > 0; steps--) {
    const at = Math.floor(random() * (text.length + 1));
    const end = Math.min(text.length, at + Math.floor(random() ** 3 * 200));
    const [before, cut, after] = [text.slice(0, at), text.slice(at, end), text.slice(end)];
    const kind = random();
    if (kind < 0.4) text = before + pick(pieces) + cut + after;
    else if (kind < 0.55) text = before + after;
    else if (kind < 0.65) text = before + cut + cut + after;
    else if (kind < 0.75) text = before + pick(pieces) + after;
    else if (kind < 0.85) {
      const other = pick(samples).text;
      const from = Math.floor(random() * other.length);
      text = before + other.slice(from, from + Math.floor(random() * 300)) + after;
    } else if (kind < 0.9) text = before + after + cut;
    else {
      // What costs the square of its length shows where it is long.
      const unit = (random() < 0.5 ? pick(pieces) : cut || pick(pieces)) + (random() < 0.3 ? pick(pieces) : '');
      const length = 10 ** (2 + random() * 3);
      text = before + unit.repeat(Math.ceil(length / unit.length)) + after;
    }
  }
  // As it would be after a file was written and read again; and at most as long as the bound on time is for.
  return { file: sample.file, text: text.slice(0, 150_000) };
}
