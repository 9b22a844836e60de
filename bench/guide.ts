import { buildGuideLate } from '../server/src/guide/build.ts';
import type { GuideSource } from '../server/src/guide/build.ts';
import { readBundled } from '../server/tools/read-bundled.ts';
import { root } from '../test/analyse.ts';

// How long an organisation's Guide of thousands of pages takes to read, to index and to search, and how long others wait meanwhile.
// usage: node --expose-gc --import tsx bench/guide.ts [PAGES]
const count = Number(process.argv[2] ?? 6000);
const { bundled } = readBundled(root);
const subjects =
  'queue,cache,index,replica,alert,deadline,rollout,probe,ledger,search,mail,order,quota,backup,token,shard'.split(',');
const verbs = 'drains,fills,restarts,fails,waits,retries,grows,moves,expires,answers'.split(',');

/** A page of about 1,200 characters whose words differ from page to page. */
function page(at: number): GuideSource {
  const word = (step: number) =>
    `${subjects[(at * 7 + step * 3) % subjects.length]} ${verbs[(at + step) % verbs.length]}`;
  const part = (step: number) =>
    `## When the ${word(step)} in team ${at % 97}\n\nService ${at} of region ${at % 50}: the ${word(step + 1)} while the ${word(step + 2)}. Ask team ${at % 97} by [its page](../t/${at % 97}.md), and see \`runbook-${at}-${step}\`.\n`;
  const text = `---\ntitle: Team ${at % 97}, page ${at}\n---\n\n# Page ${at}\n\nWhat to do when the ${word(0)}.\n\n${[1, 2, 3, 4, 5].map(part).join('\n')}`;
  return { id: `area-${at % 40}/page-${at}`, text, origin: 'organisation', root: 'handbook' };
}

const sources: GuideSource[] = [
  ...bundled.guide.map((each) => ({ ...each, origin: 'bundled' as const })),
  ...Array.from({ length: count }, (_, at) => page(at)),
];
const heap = () => {
  (globalThis as { gc?: () => void }).gc?.();
  return process.memoryUsage().heapUsed / 1e6;
};
let longest = 0;
let last = performance.now();
const watch = setInterval(() => {
  longest = Math.max(longest, performance.now() - last - 2);
  last = performance.now();
}, 2);
const before = heap();
const started = performance.now();
last = started;
const guide = await buildGuideLate(sources);
const read = performance.now();
await guide.prepare();
const indexed = performance.now();
clearInterval(watch);
const queries = [
  'readiness probe',
  'queue drains',
  'team 42 cache',
  'runbook',
  'retreis',
  'page 5077',
  'how do I restore a backup',
  'alert restarts shard',
];
const times = Array.from({ length: 25 }, () => queries)
  .flat()
  .map((query) => {
    const start = performance.now();
    guide.search(query, 30);
    return performance.now() - start;
  })
  .sort((a, b) => a - b);
const at = (share: number) => times[Math.floor((times.length - 1) * share)] ?? 0;
const characters = sources.reduce((sum, { text }) => sum + text.length, 0);
console.log(
  `${sources.length} pages, ${(characters / 1e6).toFixed(1)} M characters: read ${(read - started).toFixed(0)} ms, indexed ${(indexed - read).toFixed(0)} ms, ` +
    `longest wait of others ${longest.toFixed(0)} ms, ${(heap() - before).toFixed(0)} MB; search ${at(0.5).toFixed(1)} ms (median), ${at(0.95).toFixed(1)} ms (95 %)`,
);
