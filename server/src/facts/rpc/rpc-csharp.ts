import type { Call, Path, Region } from '../../syntax/code/outline.ts';
import { shortened } from '../deadlines/deadline.ts';
import { missing, unclear, type Given } from '../deadlines/given.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { lasting, type StubCall } from './rpc-stubs.ts';
import { say } from '../../words/say.ts';

/** The client of a service in generated code: a class `GreeterClient` in a class `Greeter`. */
const client = /(?:^|[.:])(\w+)\.\1Client$/;

/**
 * `client.SayHelloAsync(request)` on a `Greeter.GreeterClient`. What streams has no `Async` in its name, and a call that blocks has the
 * form of one that streams: neither is judged.
 */
export function findCSharpCall(code: ResolvedCode, index: number): StubCall | undefined {
  const call = code.outline.calls[index];
  const method = call?.callee.names.at(-1) ?? '';
  if (!call || call.constructs || call.args.length === 0 || !/^[A-Z]\w*Async$/.test(method)) return undefined;
  if (lasting.test(method.slice(0, -'Async'.length))) return undefined;
  for (const { type, isMade } of typesOf(code, call)) {
    const service = client.exec(written(code, type))?.[1];
    if (service !== undefined) return { api: `${service}Client.${method}`, given: givenBy(code, { call, isMade }) };
  }
  return undefined;
}

/** A type with what an alias stands for: `using Client = Shop.Search.SearchClient;`. */
function written({ outline }: ResolvedCode, type: string): string {
  const plain = type.replace(/\?$/, '');
  const alias = outline.imports.find(({ local }) => local === plain);
  return alias ? `${alias.module}.${alias.member ?? ''}` : plain;
}

/** `deadline: x`, `new CallOptions(deadline: x)`; what else may end a call is not seen from here. */
function givenBy({ outline, text }: ResolvedCode, { call, isMade }: { call: Call; isMade: boolean }): Given {
  const deadline = call.args.find(({ name }) => name === 'deadline');
  if (deadline) {
    const written = shortened(text.slice(deadline.span.start, deadline.span.end));
    return deadline.value.kind === 'null' || /DateTime\.MaxValue/.test(written)
      ? { state: 'off', because: say('deadline.disables-it', { written }) }
      : { state: 'given', because: written };
  }
  if (call.args.some(({ name }) => name === 'cancellationToken'))
    return unclear(say('rpc-csharp.its-cancellation-token-may-have'));
  const [, second, third, token] = call.args;
  if (token) return unclear(say('rpc-csharp.its-cancellation-token-may-have'));
  if (third) return { state: 'given', because: shortened(text.slice(third.span.start, third.span.end)) };
  if (!second || second.name === 'headers')
    return isMade ? ofClient(text) : unclear(say('verdicts.its-client-is-created-elsewhere'));
  const made = second.value.kind === 'call' ? outline.calls[second.value.call] : undefined;
  const isOptions = made?.callee.names.at(-1) === 'CallOptions';
  if (isOptions && made.args.some(({ name }) => name === 'deadline'))
    return { state: 'given', because: shortened(text.slice(second.span.start, second.span.end)) };
  return unclear(say('rpc-csharp.its-options-are-set-elsewhere'));
}

/** A deadline that is handed on from the call that is served, or one that an interceptor sets, holds for all calls of a client. */
function ofClient(text: string): Given {
  return /EnableCallContextPropagation|\.Intercept\(|AddInterceptor/.test(text)
    ? unclear(say('rpc-csharp.an-interceptor-of-its-client'))
    : missing;
}

interface Typed {
  readonly type: string;
  /** The file makes it, so that what it is made with is seen. */
  readonly isMade: boolean;
}

/** The types that the file gives what a method is called on: as declared, or as made. */
function typesOf({ outline }: ResolvedCode, { callee, region }: Call): Typed[] {
  const owner = ownerOf(callee);
  if (owner === undefined) return [];
  const found: Typed[] = [];
  for (let at = region; at >= 0; at = outline.regions[at]?.parent ?? -1) {
    const own: Region | undefined = outline.regions[at];
    const parameter = own?.parameters?.find(({ name }) => name === owner);
    if (parameter?.type !== undefined) return [{ type: parameter.type, isMade: false }];
    for (const { targets, type, value, region: of, how } of outline.bindings) {
      if (of !== at && how !== 'assign') continue;
      if (targets.length !== 1 || targets[0]?.names.filter((name) => name !== 'this').join('.') !== owner) continue;
      const made = value?.kind === 'call' ? outline.calls[value.call] : undefined;
      if (made?.constructs) found.push({ type: made.callee.names.join('.'), isMade: true });
      else if (type !== undefined) found.push({ type, isMade: false });
    }
    if (found.length > 0) return found;
  }
  return found;
}

function ownerOf({ base, names }: Path): string | undefined {
  const owner = names.slice(0, -1).filter((name) => name !== 'this');
  return base === undefined && owner.length === 1 ? owner[0] : undefined;
}
