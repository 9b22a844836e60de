import type { Container, Probe } from '../../model/artefact-fact.ts';
import type { ClaimReader, ClaimReading, ServiceView } from '../../model/claim.ts';
import type { HealthHandler } from '../../model/infrastructure-fact.ts';
import type { Located } from '../../model/rule.ts';
import type { Related } from '../../model/site.ts';
import type { Span } from '../../model/span.ts';
import { isCompanion } from '../../rules/vocabulary/workloads/pods.ts';
import { agreed } from '../agreed.ts';
import {
  decided,
  givenElsewhere,
  notApplicable,
  notDeployed,
  open,
  picturedWorkloads,
  productionContainers,
} from '../deployed.ts';

/** What the liveness probe asks depends on nothing outside of the process. */
export const livenessLocal: ClaimReader = {
  id: 'liveness-local',
  looks: 'Liveness probes of its containers, and what the handlers of their routes call.',
  read(view) {
    const [given] = picturedWorkloads(view).length === 0 ? givenElsewhere(view, 'liveness') : [];
    if (given) return open(given.message, 'Does its liveness probe fail when a dependency is down?', [given]);
    if (picturedWorkloads(view).length === 0)
      return notDeployed('Does its liveness probe fail when a dependency is down?');
    const probes = productionContainers(view).flatMap((located) => {
      const { liveness, role } = located.fact;
      return liveness && role === 'main' && !isCompanion(located.fact) ? [{ located, probe: liveness }] : [];
    });
    if (probes.length === 0) return notApplicable('No container has a liveness probe');
    return agreed(probes.map(({ located, probe }) => ofProbe(located, probe, view)));
  },
};

function ofProbe(located: Located<Container>, probe: Probe, view: ServiceView): ClaimReading {
  const { name, liveness, readiness } = located.fact;
  const at = (message: string, span: Span = probe.path?.span ?? probe.span): Related => ({
    file: located.file,
    span,
    message,
  });
  const ask = `Does the liveness probe of ${name} fail when a dependency is down?`;
  switch (probe.handler) {
    // The kernel accepts the connection: the program and what it depends on are not asked.
    case 'tcp':
      return decided('shown', [at(`The liveness probe of ${name} only connects to port ${probe.port?.text ?? ''}`)]);
    case 'http':
      break;
    default:
      return open(`The liveness probe of ${name} is a command or a gRPC check`, ask, [
        at(`The liveness probe of ${name}`),
      ]);
  }
  const path = (probe.path?.text ?? '/').replace(/[?#].*$/, '');
  const words = `The liveness probe of ${name} requests ${path}`;
  const actuator = ofActuator(path, view);
  if (actuator)
    return actuator.verdict === 'cannot-tell'
      ? open(`${words}, ${actuator.words}`, ask, [at(words)])
      : decided(actuator.verdict, [at(`${words}, ${actuator.words}`)]);
  const handlers = view.own('health-handler').filter(({ fact }) => sameAs(fact.path, path));
  const [handler, ...more] = handlers;
  if (!handler || more.length > 0) return open(`Could not find the handler of ${path}`, ask, [at(words)]);
  const asked = callingOut(handler, view);
  if (asked) {
    const shared = liveness && readiness && readiness.path?.text === liveness.path?.text ? ', as readiness does' : '';
    return decided('violated', [at(`${words}${shared}, whose handler calls ${asked.message}`), asked]);
  }
  const unknown = handler.fact.calls.find((call) => !harmless(call.name));
  if (unknown)
    return open(
      `${words}, whose handler calls ${unknown.name}`,
      `Does ${unknown.name} fail when a dependency is down?`,
      [at(words), { file: handler.file, span: unknown.span, message: `the handler calls ${unknown.name}` }],
    );
  if (!handler.fact.complete) return open(`Could not read the whole handler of ${path}`, ask, [at(words)]);
  return decided('shown', [
    at(`${words}, whose handler calls nothing outside the process`),
    { file: handler.file, span: handler.fact.span, message: `the handler of ${path}` },
  ]);
}

function sameAs(one: string, other: string): boolean {
  return one.replace(/\/$/, '') === other.replace(/\/$/, '');
}

/** The first call of a handler that leaves the process, by the calls that the file is known to make. */
function callingOut({ file, fact }: Located<HealthHandler>, view: ServiceView): Related | undefined {
  const outgoing = view.own('outgoing-call').filter((each) => each.file === file && each.fact.role === 'call');
  // A database that the service is not seen to depend on may be a file of its own.
  const isStored = view.picture.dependencies.some(
    ({ from, kind }) => from === view.service.name && kind === 'datastore',
  );
  for (const { name, span } of fact.calls) {
    const found = outgoing.find((each) => each.fact.span.start === span.start || each.fact.span.end === span.end);
    if (found || (isStored && databaseCall.test(name))) return { file, span, message: found?.fact.api ?? name };
  }
  return undefined;
}

/** Calls that ask a database, by the names that their drivers give both to the pool and to the call. */
const databaseCall =
  /^(?:\w+\.)*(?:db|pool|pg|sql|database|dataSource|redis(?:Client)?|mongo(?:Client)?|prisma|sequelize|knex|rdb|rclient)\.(?:ping|Ping(?:Context)?|query|Query(?:Row)?(?:Context)?|execute|authenticate|raw|\$queryRaw)$/;

const answers =
  /^(?:status|send|json|JSON|jsonp|sendStatus|end|writeHead|write|Write|WriteHeader|WriteString|setHeader|set|Set|type|code|reply|header|Header|headers|Add|Fprint|Fprintf|Fprintln|Sprintf|Encode|NewEncoder|Marshal|Error|String|NoContent|NoContentStatus|SendString|SendStatus|Status|Data|jsonify|make_response|Response|JSONResponse|PlainTextResponse|HttpResponse|JsonResponse|uptime|now|Now|Since|toISOString|ok|body|build|noContent|text|stringify|memoryUsage|format)$/;
const logs = /^(?:(?:\w+\.)?log(?:ger|ging)?|console|slog|LOG(?:GER)?)\.\w+$/;
const environment = /^(?:os\.environ\.get|os\.(?:getenv|Getenv|LookupEnv|Hostname)|System\.getenv)$/;
/** What a handler answers on, and what is of the process itself. */
const receivers =
  /^(?:res|response|resp|reply|rep|w|rw|c|ctx|context|http|fmt|json|io|r|req|request|process|Date|JSON|Response|ResponseEntity|time|datetime|os|writer|h|e)$/;

/** Whether a call only writes the answer, logs, or looks at the process itself. */
function harmless(name: string): boolean {
  const names = name.replace(/^\./, '').split('.');
  const last = names.at(-1) ?? '';
  if (logs.test(name) || environment.test(name)) return true;
  if (!answers.test(last) || names.length > 2) return false;
  return name.startsWith('.') || names.length === 1 || receivers.test(names[0] ?? '');
}

interface Judged {
  readonly verdict: 'shown' | 'violated' | 'cannot-tell';
  readonly words: string;
}

/** The health endpoints of Spring Boot's Actuator (docs.spring.io/spring-boot/reference/actuator/endpoints.html). */
function ofActuator(path: string, view: ServiceView): Judged | undefined {
  if (!/^(\/[\w-]+)*\/actuator\/health(\/liveness)?$|^\/livez$/.test(path)) return undefined;
  const uses = view
    .own('library')
    .some(({ fact }) => fact.name === 'org.springframework.boot:spring-boot-starter-actuator');
  if (!uses) return undefined;
  if (path === '/livez' || path.endsWith('/liveness'))
    return view.own('health-handler').some(({ fact }) => fact.path === 'liveness')
      ? { verdict: 'cannot-tell', words: 'whose group includes other indicators' }
      : { verdict: 'shown', words: 'where Actuator reports only the state of the process' };
  const stores = view.picture.dependencies.find(
    ({ from, kind }) => from === view.service.name && /^(datastore|queue)$/.test(kind),
  );
  return stores
    ? { verdict: 'violated', words: `where Actuator also checks ${stores.to}` }
    : { verdict: 'cannot-tell', words: 'where Actuator checks all health indicators' };
}
