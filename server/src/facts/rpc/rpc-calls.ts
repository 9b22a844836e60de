import type { ClientDefault, OutgoingCall } from '../../model/code-fact.ts';
import type { Fact } from '../../model/fact.ts';
import type { CodeLanguage } from '../../syntax/code/outline.ts';
import { firstOf, missing } from '../deadlines/given.ts';
import type { Given } from '../deadlines/given.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { channelSettings } from './rpc-channels.ts';
import { findCSharpCall } from './rpc-csharp.ts';
import { findJavaCall } from './rpc-java.ts';
import { findGoCall, findPythonCall, findScriptCall } from './rpc-stubs.ts';
import type { StubCall } from './rpc-stubs.ts';
import { presentBy, type Verdict } from '../calls/verdicts.ts';
import { withinOf } from '../code/written.ts';
import { say } from '../../words/say.ts';

const finders: Readonly<Record<CodeLanguage, (code: ResolvedCode, call: number) => StubCall | undefined>> = {
  go: findGoCall,
  python: findPythonCall,
  java: findJavaCall,
  csharp: findCSharpCall,
  typescript: findScriptCall,
  javascript: findScriptCall,
};

/** A quick look: text without one of these holds no call on a stub. */
const hints: Readonly<Record<CodeLanguage, RegExp>> = {
  go: /New\w+Client\(|\w\.\w+Client\b/,
  python: /Stub\b/,
  java: /Grpc\b/,
  csharp: /\w\.\w+Client\b/,
  typescript: /grpc|connect/,
  javascript: /grpc|connect/,
};

/** Calls on stubs of gRPC and its relatives. The stubs are generated, so they are known by their form and not by a pack. */
export function extractRpcCalls(code: ResolvedCode): Fact[] {
  const { outline, text } = code;
  if (!hints[outline.language].test(text)) return [];
  const find = finders[outline.language];
  const settings = channelSettings(code);
  const defaults = settings.flatMap(({ span, given }): ClientDefault[] =>
    given.state === 'missing' || given.state === 'off'
      ? []
      : [
          {
            kind: 'client-default',
            span,
            library: 'grpc',
            reaches: 'all',
            deadline: given.state === 'given' ? 'present' : 'unknown',
            because: given.because,
          },
        ],
  );
  const ofChannel = settings.length > 0 ? firstOf(settings.map(({ given }) => given)) : missing;
  const calls = outline.calls.flatMap((call, index): OutgoingCall[] => {
    const stub = find(code, index);
    if (!stub) return [];
    const given = firstOf([stub.given, ofChannel]);
    const repair = given.state === 'missing' ? stub.repair : undefined;
    return [
      {
        kind: 'outgoing-call',
        span: call.nameSpan,
        api: stub.api,
        library: 'grpc',
        protocol: 'rpc',
        role: 'call',
        ...verdictOf(given),
        ...withinOf(code, call.region),
        ...(repair ? { repair } : {}),
      },
    ];
  });
  return [...defaults, ...calls];
}

function verdictOf(given: Given): Verdict {
  switch (given.state) {
    case 'given':
      return presentBy(given);
    case 'unclear':
      return { deadline: 'unknown', because: given.because, ...(given.byCaller ? { byCaller: true } : {}) };
    case 'off':
      return { deadline: 'absent', because: given.because };
    default:
      return { deadline: 'absent', because: say('rpc-calls.grpc-sets-no-deadline-by') };
  }
}
