import type { Repair } from '../../model/observation.ts';
import type { Call } from '../../syntax/code/outline.ts';
import { missing, unclear, type Given } from '../deadlines/given.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { lasting, namesOf, type StubCall } from './rpc-stubs.ts';
import { say } from '../../words/say.ts';

/** `GreeterGrpc.newBlockingStub(channel).withDeadlineAfter(1, SECONDS).sayHello(request)`. */
export function findJavaCall(code: ResolvedCode, index: number): StubCall | undefined {
  const call = code.outline.calls[index];
  const method = call?.callee.names.at(-1) ?? '';
  if (!call || /^(with|new|build|get(Channel|CallOptions)$)/.test(method) || lasting.test(method)) return undefined;
  const made = /(?:^|\.)(\w+)Grpc\.new(?:Blocking|Future)V?2?Stub\(\)((?:\.with\w+\(\))*)\.\w+$/;
  const typed = /(?:^|\.)(\w+)Grpc\.\w+(?:Blocking|Future)V?2?Stub\{\}((?:\.with\w+\(\))*)\.\w+$/;
  const names = namesOf(code, index).map(({ name }) => name);
  const kept = keptStubs(code, call).map((name) => `${name}.${method}`);
  for (const { form, among } of [
    { form: made, among: [...names, ...kept] },
    { form: typed, among: names },
  ]) {
    const [, service, steps = ''] = among.map((name) => form.exec(name)).find((found) => found !== null) ?? [];
    if (service === undefined) continue;
    // A deadline is a point in time: in a field it has passed soon after the start.
    const given: Given = /withDeadline/.test(steps)
      ? isFieldStub(code, call)
        ? {
            state: 'off',
            because: say('rpc-java.the-deadline-of-its-stored'),
          }
        : { state: 'given', because: say('rpc-java.the-stub-has-a-deadline') }
      : /withInterceptors|withOption/.test(steps)
        ? unclear(say('rpc-java.an-interceptor-of-its-stub'))
        : form === made
          ? missing
          : unclear(say('rpc-java.its-stub-is-created-elsewhere'));
    const dot = code.text.lastIndexOf('.', call.nameSpan.start);
    const edits = [{ span: { start: dot, end: dot }, text: '.withDeadlineAfter(5, TimeUnit.SECONDS)' }];
    const hasUnit = code.outline.imports.some(({ module, member }) => `${module}.${member ?? ''}`.includes('TimeUnit'));
    const repair: Repair | undefined =
      hasUnit && dot > 0 ? { title: say('rpc-java.add-withdeadlineafter-5-s'), edits } : undefined;
    return { api: `${service}Grpc.${method}`, given, ...(repair ? { repair } : {}) };
  }
  return undefined;
}

/** A call on a field of the class that it sets to a stub with a deadline: the stub outlives the deadline. */
function isFieldStub({ outline, resolver }: ResolvedCode, { callee, region }: Call): boolean {
  const [field, ...more] = callee.names.slice(0, -1).filter((name) => name !== 'this');
  if (callee.base !== undefined || field === undefined || more.length > 0) return false;
  const here = resolver.functionAround(region);
  const isLocal = outline.bindings.some(
    ({ how, targets, region: at }) =>
      how === 'declare' && targets[0]?.names.join('.') === field && here > 0 && resolver.functionAround(at) === here,
  );
  if (isLocal) return false;
  return outline.bindings.some(
    ({ how, targets: [target], value, region: at }) =>
      value !== undefined &&
      target?.names.join('.').replace(/^this\./, '') === field &&
      (how === 'field' || resolver.functionAround(at) !== here),
  );
}

/** What the field of a call is set to, where the class makes it itself: `this.stub = SearchGrpc.newBlockingStub(channel)`. */
function keptStubs({ outline, resolver }: ResolvedCode, { callee }: Call): string[] {
  const [field, method, ...more] = callee.names.filter((name) => name !== 'this');
  if (callee.base !== undefined || field === undefined || method === undefined || more.length > 0) return [];
  const set = outline.bindings.filter(
    ({ targets: [target], value }) => value && target?.names.join('.').replace(/^this\./, '') === field,
  );
  const made = set.map(({ value, region, span }) => {
    const origins = value?.kind === 'call' ? resolver.evaluate(value, { region, offset: span.end }) : [];
    return origins.flatMap((origin) => resolver.identify(origin).map(({ name }) => name));
  });
  return made.every((names) => names.length > 0) ? made.flat() : [];
}
