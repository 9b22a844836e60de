import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Fact } from '../../model/fact.ts';
import type { Outline } from '../../syntax/code/outline.ts';
import { extractAddressed } from '../links/addressed.ts';
import { extractClientUses } from '../calls/client-exports.ts';
import { extractContexts } from '../contexts/contexts.ts';
import { extractSignals } from '../contexts/context-signals.ts';
import { extractFunctions } from '../functions/functions.ts';
import { healthHandlers } from '../routes/health-handlers.ts';
import { extractErrorHandlers } from '../errors/error-handlers.ts';
import { extractDrainLimits } from '../limits/drain-limits.ts';
import { extractRetryPolicies } from '../limits/retry-policies.ts';
import { extractRetries } from '../limits/retries.ts';
import { extractRateLimiters } from '../limits/rate-limiters.ts';
import { extractResponseLimits } from '../limits/response-limits.ts';
import { extractPools } from '../limits/pools.ts';
import { extractLogging } from '../monitoring/logging.ts';
import { extractTracing } from '../monitoring/tracing.ts';
import { extractLoadScripts } from '../people/load-tests.ts';
import { extractMetrics } from '../monitoring/metrics.ts';
import { extractOutgoingCalls } from '../calls/outgoing-calls.ts';
import { extractRoutes } from '../routes/routes.ts';
import { extractRpcCalls } from '../rpc/rpc-calls.ts';
import { extractConsumers } from '../stops/consumers.ts';
import { extractServers } from '../servers/servers.ts';
import { extractThreadStarts } from '../stops/thread-starts.ts';
import { extractShutdownHooks } from '../stops/shutdown-hooks.ts';
import { openEffort, type Allowance } from '../../syntax/code/effort.ts';
import type { ResolvedCode, Resolver } from './resolved.ts';
import { createResolver } from './names/resolver.ts';

/** One line an extractor. */
const extractors: readonly ((code: ResolvedCode) => readonly Fact[])[] = [
  extractErrorHandlers,
  extractOutgoingCalls,
  extractClientUses,
  extractRpcCalls,
  extractServers,
  extractShutdownHooks,
  extractConsumers,
  extractThreadStarts,
  extractDrainLimits,
  extractResponseLimits,
  extractPools,
  extractRateLimiters,
  extractRoutes,
  extractContexts,
  extractSignals,
  extractMetrics,
  extractTracing,
  extractLogging,
  extractLoadScripts,
  extractRetryPolicies,
];

/** Questions to the resolver. */
const extracting: Allowance = { stage: 'finding out what the code does', base: 20_000, perCharacter: 1 };

/** All facts of a code file; throws `TooMuch` where that takes too many steps. */
export function extractCode(outline: Outline, text: string, knowledge: Knowledge): Fact[] {
  const watch = openEffort(extracting, text.length);
  const resolver = watched(createResolver(outline, { text, knowledge }), watch);
  const code: ResolvedCode = { outline, text, knowledge, resolver, found: new Map() };
  const facts = extractors.flatMap((extract) => extract(code));
  // Last, as it says what is given to calls that leave the process.
  const functions = extractFunctions(code, facts);
  return [
    ...facts,
    ...extractAddressed(code, facts),
    ...extractRetries(code, facts),
    ...functions,
    ...functions.flatMap((each) => healthHandlers(outline, each)),
  ];
}

/** A resolver that counts its questions: every extractor asks it something of each thing that it looks at. */
function watched(resolver: Resolver, watch: () => void): Resolver {
  return {
    ...resolver,
    callee(call) {
      watch();
      return resolver.callee(call);
    },
    names(call) {
      watch();
      return resolver.names(call);
    },
    functionAround(region) {
      watch();
      return resolver.functionAround(region);
    },
    within(region) {
      watch();
      return resolver.within(region);
    },
  };
}
