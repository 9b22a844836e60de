import type { ClaimReader, ServiceView } from '../../model/claim.ts';
import type { LoadTest } from '../../model/people-fact.ts';
import type { Located } from '../../model/rule.ts';
import type { Related } from '../../model/site.ts';
import { cannotTell, notApplicable, shown } from '../readings.ts';

const ask = 'Which load test exercises the service?';
/** Where people run a test against what they choose. */
const chosen = /^(localhost|127\.0\.0\.1|0\.0\.0\.0|host\.docker\.internal|(www\.)?example\.(com|org|net))$/;

/** A load test sends many requests to the service. */
export const loadTestPresent: ClaimReader = {
  id: 'load-test-present',
  looks:
    'Scripts of k6, Locust, Gatling, JMeter and Artillery and commands that make load, by the hosts that they send to and the folder they are in.',
  read(view) {
    if (view.profile.kind.value === 'job') return notApplicable('It runs as a job and takes no requests');
    const tests = view
      .anywhere('load-test')
      .filter(({ file }) => !/(^|\/)(node_modules|vendor|third_party)\//.test(file));
    const targeting = tests.filter((test) => aims(view, test));
    const loading = targeting.filter(({ fact }) => fact.load === 'several');
    const [first] = loading;
    if (first) return shown(`${first.fact.by} sends load to it in ${first.file}`, loading.map(placeOf));
    const [small] = targeting;
    if (small)
      return small.fact.load === 'one'
        ? cannotTell(`${small.file} runs one user once`, ask, [placeOf(small)])
        : cannotTell(`${small.file} gets its load as an argument`, 'How much load does the test make?', [
            placeOf(small),
          ]);
    const [other] = tests;
    return other
      ? cannotTell(
          `${other.file} is a load test with another or no written target`,
          `Does ${other.file} exercise this service?`,
          [placeOf(other)],
        )
      : cannotTell('No load test is in the workspace', ask);
  },
};

/** Whether a test is for a service: it names its host, or is in its folder and names no other. */
function aims(view: ServiceView, { file, fact }: Located<LoadTest>): boolean {
  const { service, picture } = view;
  const own = hostsOf(view, service.workloads);
  const names = fact.hosts.filter((host) => !chosen.test(host));
  if (names.some((host) => own.has(host) || own.has(host.split('.')[0] ?? ''))) return true;
  // A generator that is deployed itself gets its target from its environment.
  const generator = picture.services.find(
    ({ root }) => root !== undefined && root !== '' && file.startsWith(`${root}/`),
  );
  if (generator && generator.name !== service.name)
    return picture.dependencies.some(({ from, to }) => from === generator.name && to === service.name);
  // A host that is another's, or is not known here, may be an entrance to it: that is for people to say.
  if (names.length > 0) return false;
  const root = service.root;
  if (root !== undefined && root !== '' && file.startsWith(`${root}/`)) return true;
  const serving = picture.services.filter(({ name }) => name !== service.name);
  return serving.length === 0;
}

function hostsOf({ service, picture }: ServiceView, workloads: readonly string[]): ReadonlySet<string> {
  const own = picture.workloads.filter(({ name }) => workloads.includes(name));
  return new Set([service.name, ...workloads, ...own.flatMap(({ hosts }) => hosts)].map((each) => each.toLowerCase()));
}

function placeOf({ file, fact }: Located<LoadTest>): Related {
  return { file, span: fact.span, message: `A load test of ${fact.by}` };
}
