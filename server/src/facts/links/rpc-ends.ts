import type { RpcEnd } from '../../model/link-fact.ts';
import type { CodeLanguage } from '../../syntax/code/outline.ts';

type Patterns = readonly (readonly [side: RpcEnd['side'], pattern: RegExp])[];

const script: Patterns = [
  ['client', /\bnew\s+(?:\w+\.){0,6}([A-Z]\w*?)(?:Service)?Client\(/g],
  ['server', /\baddService\(\s*(?:\w+\.){0,6}([A-Z]\w*?)(?:Service)?(?:\.service\b|Service\b|Definition\b)/g],
];

/** How generated code calls the stub of a service `Stock`, and how a program registers it. */
const patterns: Readonly<Record<CodeLanguage, Patterns>> = {
  typescript: script,
  javascript: script,
  go: [
    ['client', /\bNew([A-Z]\w*?)(?:Service)?Client\(/g],
    ['server', /\bRegister([A-Z]\w*?)(?:Service)?Server\(/g],
    // Registered by its description: `server.RegisterService(&pb.Stock_ServiceDesc, stock)`.
    ['server', /&(?:\w+\.)?([A-Z]\w*?)(?:Service)?_ServiceDesc\b/g],
  ],
  python: [
    ['client', /\b([A-Z]\w*?)(?:Service)?Stub\(/g],
    ['server', /\badd_([A-Z]\w*?)(?:Service)?Servicer_to_server\(/g],
  ],
  java: [
    ['client', /\b([A-Z]\w*?)(?:Service)?Grpc\s*\.\s*new\w{0,20}Stub\(/g],
    ['server', /\bextends\s+(?:\w+\.){0,6}([A-Z]\w*?)(?:Service)?(?:Grpc\.\w+)?ImplBase\b/g],
  ],
  csharp: [
    ['client', /(?:\bnew\s+|\bAddGrpcClient<)(?:\w+\.){0,6}([A-Z]\w*?)(?:Service)?Client\b/g],
    ['server', /:\s*(?:\w+\.){0,6}([A-Z]\w*?)(?:Service)?Base\b/g],
  ],
};

/**
 * Both ends of gRPC services in a text, each service once a side. `Service` at the end of a name is left out, as some
 * generators add it. A client may be of another protocol: it means something only together with the program that registers it.
 */
export function rpcEnds(language: CodeLanguage, text: string): RpcEnd[] {
  const found = new Map<string, RpcEnd>();
  for (const [side, pattern] of patterns[language]) {
    for (const match of text.matchAll(pattern)) {
      const service = match[1] ?? '';
      if (service === '' || found.has(`${side} ${service}`)) continue;
      const span = { start: match.index, end: match.index + match[0].length };
      found.set(`${side} ${service}`, { kind: 'rpc-end', span, side, service });
    }
  }
  return [...found.values()];
}
