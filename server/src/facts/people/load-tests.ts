import type { LoadTest } from '../../model/people-fact.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { isMakefile, isShellScript } from '../artefacts/delivery-files.ts';
import { readYaml } from '../../syntax/yaml.ts';
import { dig, itemsOf, textOf } from '../../syntax/yaml-node.ts';

const maxHosts = 20;
const plan = /\.jmx$/i;

/** Whether a file is a test plan that only a tool for load tests reads, by its name. */
export function isLoadTest(file: string): boolean {
  return plan.test(file);
}

/** Load tests among files that are no code: plans of JMeter, scripts of Artillery, commands that make load. */
export function extractLoadTests(file: string, text: string): LoadTest[] {
  if (plan.test(file)) return ofJmeter(text);
  if (/\.ya?ml$/i.test(file) && /^scenarios:/m.test(text) && /^config:/m.test(text)) return ofArtillery(text);
  return isMakefile(file) || isShellScript(file) ? ofCommands(text) : [];
}

/** k6, Locust and Gatling, whose tests are code. */
export function extractLoadScripts(code: ResolvedCode): LoadTest[] {
  const { outline, text } = code;
  const imported = (pattern: RegExp) => outline.imports.find(({ module }) => pattern.test(module));
  const k6 = imported(/^k6\/(http|net\/grpc|ws|experimental\/websockets|browser)$/);
  if (k6) return [made('k6', { text, span: k6.span, load: loadOfK6(code) })];
  const locust = imported(/^locust(\.|$)/);
  const user = outline.regions.find(
    ({ kind, supertypes }) =>
      kind === 'class' && supertypes?.some((each) => /(^|\.)(Fast)?Http(User|Locust)$/.test(each)),
  );
  if (locust && user && /@(locust\.)?task\b|\btask_?set\b|^[ \t]+tasks[ \t]*=/m.test(text))
    return [made('Locust', { text, span: user.nameSpan ?? user.opener, load: 'several' })];
  const gatling = imported(/^(io\.gatling\.javaapi|@gatling\.io)/);
  if (gatling && /\b(inject\w*|setUp)\s*\(/.test(text))
    return [made('Gatling', { text, span: gatling.span, load: 'several' })];
  return [];
}

/** grafana.com/docs/k6, Options: without any of these one user runs once. */
function loadOfK6({ outline }: ResolvedCode): LoadTest['load'] {
  const options = outline.bindings.find(({ targets }) => targets[0]?.names.join('.') === 'options')?.value;
  if (options?.kind !== 'object') return options ? 'unknown' : 'one';
  const entry = (name: string) => options.entries.find((each) => each.name === name)?.value;
  if (entry('stages') ?? entry('scenarios')) return 'several';
  const users = entry('vus');
  if (!users) return options.entries.some(({ spread }) => spread) ? 'unknown' : 'one';
  return users.kind !== 'number' ? 'unknown' : Number(users.text) > 1 ? 'several' : 'one';
}

function made(by: LoadTest['by'], { text, span, load }: { text: string } & Pick<LoadTest, 'span' | 'load'>): LoadTest {
  return { kind: 'load-test', span, by, hosts: hostsIn(text), load };
}

/** Hosts of the addresses in a text, and of variables with an address of a host and a port. */
function hostsIn(text: string): string[] {
  const found = [
    ...text.matchAll(/\b(?:https?|wss?|grpc):\/\/([a-zA-Z][\w.-]{0,200})|["'`]([a-zA-Z][\w.-]{0,200}):\d{2,5}["'`/]/g),
  ];
  return [...new Set(found.map(([, url, pair]) => (url ?? pair ?? '').toLowerCase()))].slice(0, maxHosts);
}

function ofJmeter(text: string): LoadTest[] {
  const start = text.indexOf('<jmeterTestPlan');
  const sampler = /<(HTTPSamplerProxy|HTTPSampler2?|GraphQLHTTPSampler)\b/.test(text);
  if (start < 0 || !sampler) return [];
  const users = [...text.matchAll(/"ThreadGroup\.num_threads">([^<]{0,100})</g)].map(([, number = '']) => number);
  const domains = [...text.matchAll(/"HTTPSampler\.domain">([^<$]{1,200})</g)].map(([, host = '']) =>
    host.toLowerCase(),
  );
  const load = users.some((each) => Number(each) > 1)
    ? 'several'
    : users.every((each) => each === '1')
      ? 'one'
      : 'unknown';
  const hosts = [...new Set([...domains, ...hostsIn(text)])].slice(0, maxHosts);
  return [{ kind: 'load-test', span: { start, end: start + '<jmeterTestPlan'.length }, by: 'JMeter', hosts, load }];
}

/** artillery.io/docs: phases with an arrival rate or a count make the load. */
function ofArtillery(text: string): LoadTest[] {
  const [document] = readYaml(text);
  const phases = itemsOf(dig(document?.root, 'config', 'phases'));
  const target = textOf(dig(document?.root, 'config', 'target'));
  const makesLoad = phases.some(
    (phase) => dig(phase, 'arrivalRate') ?? dig(phase, 'arrivalCount') ?? dig(phase, 'rampTo'),
  );
  if (!document || target === undefined || !makesLoad) return [];
  const start = text.search(/^config:/m);
  return [
    { kind: 'load-test', span: { start, end: start + 6 }, by: 'Artillery', hosts: hostsIn(target), load: 'several' },
  ];
}

const commands: readonly (readonly [LoadTest['by'], RegExp])[] = [
  ['Vegeta', /\bvegeta\s+attack\b[^\n]*/],
  ['wrk', /\bwrk2?\s+-[^\n]*https?:\/\/[^\n]*/],
  ['hey', /\bhey\s+-[nczq]\b[^\n]*https?:\/\/[^\n]*/],
  ['ghz', /\bghz\s+--?[a-z][^\n]*/],
  ['autocannon', /\bautocannon\s+(-[^\n]*)?https?:\/\/[^\n]*/],
];

function ofCommands(text: string): LoadTest[] {
  return commands.flatMap(([by, pattern]): LoadTest[] => {
    const found = pattern.exec(text);
    if (!found || /^\s*#/.test(text.slice(text.lastIndexOf('\n', found.index) + 1, found.index))) return [];
    if (
      /^\s*(echo|which|command -v|go install|brew install)\b/.test(text.slice(text.lastIndexOf('\n', found.index) + 1))
    )
      return [];
    const line = text.slice(text.lastIndexOf('\n', found.index) + 1, found.index + found[0].length);
    const end = found.index + found[0].search(/\s|$/);
    return [{ kind: 'load-test', span: { start: found.index, end }, by, hosts: hostsIn(line), load: 'several' }];
  });
}
