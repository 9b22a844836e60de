import type { Repair } from '../../model/observation.ts';
import type { Call, Value } from '../../syntax/code/outline.ts';
import { contextDeadline, signalDeadline } from '../deadlines/deadline-sources.ts';
import { shortened } from '../deadlines/deadline.ts';
import { firstOf, missing, unclear } from '../deadlines/given.ts';
import type { Given } from '../deadlines/given.ts';
import { insertImport } from '../repairs/go-import-edit.ts';
import { bindingOf } from '../code/lookup.ts';
import type { Origin } from '../code/names/origin.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { literally } from '../../syntax/code/literally.ts';
import { ofProtocol } from './rpc-protocols.ts';
import { wrapperDeadline } from '../deadlines/wrappers.ts';
import { readDuration } from '../deadlines/duration.ts';
import { say } from '../../words/say.ts';

/** A call on a generated stub, with what it says of its deadline itself. */
export interface StubCall {
  /** `GreeterClient.SayHello`. */
  readonly api: string;
  readonly given: Given;
  readonly repair?: Repair;
}

/** Names of methods that live as long as their caller wants. */
export const lasting = /^(watch|stream|subscribe|listen|tail|follow|observe|chat|connect)|(stream|watch)$/i;
/** Modules that hold generated code. */
const generated =
  /(^|[/_.-])(pb\d*|protos?|genproto|protobuf|gen|grpc|stubs?|rpc)(go|_grpc|v\d+\w*)?([/_.-]|$)|pb$|proto$/i;

/** A name of what a call calls, with where it comes from. */
export interface Named {
  readonly module?: string;
  readonly name: string;
  readonly origin: Origin;
}

/** The names of what a call calls. */
export function namesOf(code: ResolvedCode, call: number): Named[] {
  return code.resolver
    .callee(call)
    .flatMap((origin) => code.resolver.identify(origin).map((known) => ({ ...known, origin })));
}

// Go

/** `pb.NewGreeterClient(conn).SayHello(ctx, request)`, the client in a variable, field or parameter. */
export function findGoCall(code: ResolvedCode, index: number): StubCall | undefined {
  const { outline, resolver } = code;
  const call = outline.calls[index];
  const method = call?.callee.names.at(-1) ?? '';
  if (!call || !/^[A-Z]/.test(method) || lasting.test(method)) return undefined;
  const context = call.args[0]?.value;
  if (!context || call.args.length < 2) return undefined;
  for (const { module, name, origin } of namesOf(code, index)) {
    const made = /(?:^|\.)New(\w+)Client\(\)\.\w+$/.exec(name)?.[1];
    const typed = /(?:^|\.)(\w+)Client\{\}\.\w+$/.exec(name)?.[1];
    const service = made ?? typed;
    if (service === undefined || (module !== undefined && /^(net\/|database\/|k8s\.io|github\.com\/aws)/.test(module)))
      continue;
    const isGenerated = module !== undefined && generated.test(module);
    if (!isGenerated && !(origin.kind === 'result' && isOnConnection(code, origin.call))) continue;
    if (isStreamed(code, index)) return undefined;
    const given = ofProtocol(contextDeadline(context, resolver.placeOf(index), code), module ?? '');
    const repair = boundContext(code, call);
    return { api: `${service}Client.${method}`, given, ...(repair ? { repair } : {}) };
  }
  return undefined;
}

/** What a client is made on comes from gRPC. */
function isOnConnection(code: ResolvedCode, making: number): boolean {
  const given = code.outline.calls[making]?.args[0]?.value;
  if (!given) return false;
  return code.resolver
    .evaluate(given, code.resolver.placeOf(making))
    .some((origin) => code.resolver.identify(origin).some(({ module }) => module === 'google.golang.org/grpc'));
}

/** The result is received from, or sent to, more than once. */
function isStreamed(code: ResolvedCode, index: number): boolean {
  const { text } = code;
  const binding = bindingOf(index, code);
  const name = binding?.targets[0]?.names.join('.');
  if (!binding || name === undefined) return false;
  if (/stream|watch/i.test(name)) return true;
  const use = new RegExp(`\\b${literally(name)}\\.(Recv|Send|CloseSend|CloseAndRecv|RecvMsg|SendMsg)\\(`);
  return use.test(text.slice(binding.span.end));
}

/** `context.Background()` as an argument becomes a bounded context, made before the statement. */
function boundContext(code: ResolvedCode, call: Call): Repair | undefined {
  const { text, outline, resolver } = code;
  const given = call.args[0];
  if (given?.value.kind !== 'call') return undefined;
  const body = outline.regions[resolver.functionAround(call.region)]?.body;
  if (!body || /\b(ctx|cancel)\b/.test(text.slice(body.start, body.end))) return undefined;
  if (outline.regions[call.region]?.kind !== 'function') return undefined;
  const lineStart = text.lastIndexOf('\n', call.start) + 1;
  // Only before a plain statement: a condition or a closure would need more.
  if (!/^[ \t]*(?:[\w, ]+:?=\s*|return\s+)?$/.test(text.slice(lineStart, call.start))) return undefined;
  const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
  const source = text.slice(given.span.start, given.span.end);
  const line = `${indent}ctx, cancel := context.WithTimeout(${source}, 5*time.Second)\n${indent}defer cancel()\n`;
  const imports = ['time', 'context'].filter((module) => !outline.imports.some((each) => each.module === module));
  return {
    title: say('rpc-stubs.add-context-withtimeout-of-5'),
    edits: [
      { span: { start: lineStart, end: lineStart }, text: line },
      { span: given.span, text: 'ctx' },
      ...imports.map((module) => insertImport(code, module)),
    ],
  };
}

// Python

/** `search_pb2_grpc.SearchStub(channel).Find(request, timeout=1)`. */
export function findPythonCall(code: ResolvedCode, index: number): StubCall | undefined {
  const { outline, text, resolver } = code;
  const call = outline.calls[index];
  if (!call || call.args.length === 0) return undefined;
  for (const { module = '', name } of namesOf(code, index)) {
    const found = /(?:^|\.)(\w+)Stub(?:\(\)|\{\})\.(\w+?)(?:\.(future|with_call))?$/.exec(name);
    const [, service, method] = found ?? [];
    if (service === undefined || method === undefined || lasting.test(method)) continue;
    if (!/_grpc|grpc|pb2|proto|stub/i.test(`${module}.${name}`)) continue;
    // The answers of a stream are iterated over.
    const before = text.slice(text.lastIndexOf('\n', call.start) + 1, call.start);
    if (/\bfor\b.*\bin\s+(await\s+)?$/.test(before)) return undefined;
    const at = resolver.placeOf(index);
    const named = call.args.find((argument) => argument.name === 'timeout');
    const placed = call.args.filter((argument) => argument.name === undefined && !argument.spread)[1];
    const value = named?.value ?? placed?.value;
    const spread = call.args.some((argument) => argument.spread);
    const given: Given = value
      ? readDuration(value, at, { code, written: shortened(text.slice(value.span.start, value.span.end)) })
      : spread
        ? unclear(say('rpc-stubs.its-arguments-are-set-elsewhere'))
        : wrapperDeadline(index, code);
    const last = call.args.at(-1);
    const repair: Repair | undefined =
      last && given.state === 'missing' && !value
        ? {
            title: say('rpc-stubs.add-timeout-5'),
            edits: [{ span: { start: last.span.end, end: last.span.end }, text: ', timeout=5' }],
          }
        : undefined;
    return { api: `${service}Stub.${method}`, given, ...(repair ? { repair } : {}) };
  }
  return undefined;
}

// TypeScript and JavaScript

const grpcModules = /^(@grpc\/grpc-js|grpc)$/;
const promised: Readonly<Record<string, RegExp>> = {
  '@connectrpc/connect': /^create(Promise|Callback)?Client\(\)\.(\w+)$/,
  '@bufbuild/connect': /^create(Promise|Callback)?Client\(\)\.(\w+)$/,
  'nice-grpc': /^create(Client)\(\)\.(\w+)$/,
};
const notCalls = /^(close|getChannel|waitForReady|makeUnaryRequest|on|once|then|catch)$/;

/** A unary call on a client of `@grpc/grpc-js`, which ends with a callback, or an awaited one on a client of connect. */
export function findScriptCall(code: ResolvedCode, index: number): StubCall | undefined {
  const { outline } = code;
  const call = outline.calls[index];
  const method = call?.callee.names.at(-1) ?? '';
  if (!call || call.args.length === 0 || notCalls.test(method) || call.constructs) return undefined;
  for (const { module = '', name, origin } of namesOf(code, index)) {
    if (promised[module]?.test(name)) return promisedCall(code, call, index);
    const isMade = origin.kind === 'result' && origin.names.length === 1 && isStub(code, origin.call);
    const isTyped = /(^|\.)\w+Client\{\}\.\w+$/.test(name) && generated.test(module);
    if ((isMade || isTyped) && !lasting.test(method)) return callbackCall(code, call, index);
  }
  return undefined;
}

/** `new Greeter(address, credentials.createInsecure())`. */
function isStub(code: ResolvedCode, making: number): boolean {
  const made = code.outline.calls[making];
  const credentials = made?.args[1]?.value;
  if (!made?.constructs || !credentials) return false;
  return code.resolver
    .evaluate(credentials, code.resolver.placeOf(making))
    .some((origin) => code.resolver.identify(origin).some(({ module }) => grpcModules.test(module ?? '')));
}

function callbackCall(code: ResolvedCode, call: Call, index: number): StubCall | undefined {
  const last = call.args.at(-1);
  const at = code.resolver.placeOf(index);
  const isCallback =
    last !== undefined &&
    call.args.length > 1 &&
    (last.value.kind === 'function' ||
      /^(cb|callback|done|next|resolve)$/.test(
        last.value.kind === 'path' ? (last.value.path.names.at(-1) ?? '') : '',
      ) ||
      code.resolver.evaluate(last.value, at).some(({ kind }) => kind === 'function'));
  // Without a callback it is a stream, or made into a promise in a way that does not show.
  if (!isCallback || !last) return undefined;
  const given = firstOf(call.args.slice(1, -1).map(({ value }) => optionsSay(code, value, index)));
  const span = { start: last.span.start, end: last.span.start };
  const repair: Repair = {
    title: say('rpc-stubs.add-a-deadline-of-5'),
    edits: [{ span, text: '{ deadline: Date.now() + 5000 }, ' }],
  };
  const plain = call.args.slice(1, -1).every(({ value }) => optionsAreMetadata(code, value, index));
  return { api: call.callee.names.slice(-2).join('.'), given, ...(plain ? { repair } : {}) };
}

function optionsAreMetadata(code: ResolvedCode, value: Value, index: number): boolean {
  const names = code.resolver
    .evaluate(value, code.resolver.placeOf(index))
    .flatMap((origin) => code.resolver.canonical(origin));
  return (
    names.some((name) => name.endsWith('Metadata()')) ||
    /meta/i.test(value.kind === 'path' ? value.path.names.join('.') : '')
  );
}

function optionsSay(code: ResolvedCode, value: Value, index: number): Given {
  if (optionsAreMetadata(code, value, index)) return missing;
  const at = code.resolver.placeOf(index);
  const said = code.resolver.evaluate(value, at).map((origin): Given => {
    if (origin.kind !== 'literal') return unclear(say('rpc-csharp.its-options-are-set-elsewhere'));
    const entry = origin.value.entries.find(({ name }) => name === 'deadline' || name === 'timeoutMs');
    if (!entry) {
      const signal = origin.value.entries.find(({ name }) => name === 'signal');
      if (signal) return signalDeadline(signal.value, at, code);
      return origin.value.entries.some(({ spread }) => spread)
        ? unclear(say('rpc-csharp.its-options-are-set-elsewhere'))
        : missing;
    }
    const written = shortened(code.text.slice(entry.span.start, entry.span.end));
    if (/Infinity/.test(written)) return { state: 'off', because: say('deadline.disables-it', { written }) };
    return readDuration(entry.value, at, { code, written });
  });
  return firstOf(said);
}

/** `return client.find(query)` in an async function: an answer, as a stream would be returned as it is. */
function isReturnedLater({ outline, text, resolver }: ResolvedCode, call: Call): boolean {
  const isAsync = outline.regions[resolver.functionAround(call.region)]?.async === true;
  const written = text.slice(text.lastIndexOf('\n', call.start) + 1, call.start);
  return isAsync && /^\s*return\s+$/.test(written) && !lasting.test(call.callee.names.at(-1) ?? '');
}

function promisedCall(code: ResolvedCode, call: Call, index: number): StubCall | undefined {
  if (!call.awaited && !isReturnedLater(code, call)) return undefined;
  const options = call.args[1];
  const given = options ? optionsSay(code, options.value, index) : missing;
  const end = call.args[0]?.span.end;
  const isConnect = code.outline.imports.some(({ module }) => module.endsWith('/connect'));
  const repair: Repair | undefined =
    !options && end !== undefined && isConnect
      ? {
          title: say('rpc-stubs.add-timeoutms-5000'),
          edits: [{ span: { start: end, end }, text: ', { timeoutMs: 5000 }' }],
        }
      : undefined;
  return { api: call.callee.names.slice(-2).join('.'), given, ...(repair ? { repair } : {}) };
}
