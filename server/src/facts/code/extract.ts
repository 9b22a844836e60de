import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Fact } from '../../model/fact.ts';
import type { Outline } from '../../syntax/code/outline.ts';
import { extractClientUses } from './client-exports.ts';
import { extractContexts } from './contexts.ts';
import { extractSignals } from './context-signals.ts';
import { extractErrorHandlers } from './error-handlers.ts';
import { extractMetrics } from './metrics.ts';
import { extractOutgoingCalls } from './outgoing-calls.ts';
import { extractRoutes } from './routes.ts';
import { extractRpcCalls } from './rpc-calls.ts';
import { extractServers } from './servers.ts';
import { extractShutdownHooks } from './shutdown-hooks.ts';
import type { ResolvedCode } from './resolved.ts';
import { createResolver } from './resolver.ts';

/** One line an extractor. */
const extractors: readonly ((code: ResolvedCode) => readonly Fact[])[] = [
  extractErrorHandlers,
  extractOutgoingCalls,
  extractClientUses,
  extractRpcCalls,
  extractServers,
  extractShutdownHooks,
  extractRoutes,
  extractContexts,
  extractSignals,
  extractMetrics,
];

/** All facts of a code file. */
export function extractCode(outline: Outline, text: string, knowledge: Knowledge): Fact[] {
  const code: ResolvedCode = { outline, text, knowledge, resolver: createResolver(outline, knowledge) };
  return extractors.flatMap((extract) => extract(code));
}
