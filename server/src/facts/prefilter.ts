import type { Knowledge } from '../knowledge/knowledge.ts';
import type { CodeLanguage } from '../syntax/code/outline.ts';
import { isProcessFile } from './artefacts/processes.ts';
import { isAgentFile } from './artefacts/agents.ts';
import { isConfiguration, isDeliveryFile, isTerraform } from './artefacts/delivery-files.ts';
import { isImageReferences } from './artefacts/image-rewrites.ts';
import { isBuildFile } from './artefacts/libraries.ts';
import { isModuleMap } from './links/module-maps.ts';
import { isSpringFile } from './artefacts/spring.ts';
import { addressEnds } from './links/address-ends.ts';
import { clientWords } from './calls/client-words.ts';
import { drawerWords } from './contexts/drawer-words.ts';
import { rateLimiterWords } from './limits/rate-limiter-words.ts';
import { retryWords } from './limits/retry-words.ts';
import { isLogConfiguration } from './monitoring/log-configuration.ts';
import { setupWords } from './monitoring/setup-words.ts';
import { isCodeOwners } from './people/code-owners.ts';
import { isUpdateFile } from './people/dependency-updates.ts';
import { isLoadTest } from './people/load-tests.ts';
import { languageOf } from './extractor.ts';

/** File names and extensions that an extractor reads. */
const readable = /\.(ya?ml|json|rules|md|markdown)$/i;

/** Patterns of which one matches every text with a fact about errors, whatever its libraries. */
const errorPatterns: Readonly<Partial<Record<CodeLanguage, readonly string[]>>> = {
  javascript: [
    String.raw`\b(?:catch|finally)\b`,
    String.raw`\.\s*then\b`,
    // Listeners for errors, and callbacks that get an error before something else.
    String.raw`(?:on|once|Listener)\s*\(\s*["'\`](?:error|uncaughtException|unhandledRejection)["'\`]`,
    String.raw`\b[eE](?:rr?|rror|xception|RR)?(?:\s*\??:[^;={]{0,200}?)?\s*,`,
    String.raw`(?:\berr(?:or)?\d|\berr[A-Z]\w{0,100}|[a-z]Err(?:or)?)(?:\s*\??:[^;={]{0,200}?)?\s*,`,
    // Modules of Node whose callbacks get an error alone.
    String.raw`(?:^|["'\`]|node:|[\s(=])(?:fs|fs-extra|child_process|dns|zlib|crypto|net|https?|stream)(?:["'\`]|\.\w)`,
  ],
  go: [
    '[eE]rr',
    String.raw`[!=]= nil\b`,
    String.raw`\brecover\b`,
    String.raw`\b_ :?= `,
    // Packages of calls that are known to fail: a file that never names an error looks at none.
    String.raw`"(?:encoding/json|encoding/xml|database/sql|os|net|net/http)"`,
    String.raw`\bCommit\(|\bExec(?:Context)?\(`,
    String.raw`"(?:gopkg\.in/yaml\.|sigs\.k8s\.io/yaml|github\.com/jackc/pgx)`,
  ],
  python: [String.raw`\b(?:except|finally|suppress)\b`],
  java: [String.raw`\b(?:catch|finally|exceptionally|onErrorResume|onErrorReturn|onErrorComplete)\b`],
  csharp: [String.raw`\b(?:catch|finally)\b`],
};

/** Patterns of which one matches every text that hands on, or should hand on, a deadline: stubs of RPCs, contexts, signals. */
const deadlinePatterns: Readonly<Record<CodeLanguage, readonly string[]>> = {
  javascript: [String.raw`grpc`, String.raw`connectrpc`, String.raw`\bsignal\b`],
  typescript: [String.raw`grpc`, String.raw`connectrpc`, String.raw`\bsignal\b`],
  // What ends a context may be kept in a field, and called in a file that names no context.
  go: [
    String.raw`New\w{1,100}Client\(`,
    '"context"',
    `\\.${drawerWords}`,
    `\\brange ${drawerWords}|\\b${drawerWords} ?\\[`,
  ],
  python: [String.raw`Stub\b`],
  java: [String.raw`Grpc\b`],
  csharp: [String.raw`\bGrpc\b`, String.raw`\w\.\w+Client\b`],
};

const ownModule = String.raw`["'](?:\.{1,2}/|[@~#$]/|#)`;
/** A name that stands alone on its line. All runs are bounded, as no text may take long. */
const clientOnLine = String.raw`\n[^\S\n]*\w{0,100}${clientWords}\w{0,100},?\r?\n`;
const scriptClients = [
  // A function of another file that is given an address may be a wrapper of a client.
  String.raw`\(\s*["'\`]https?://`,
  String.raw`${clientWords}[^\n]{0,500}${ownModule}`,
  String.raw`${ownModule}[^"'\n]{0,500}${clientWords}`,
  // A name of an import over several lines.
  String.raw`${clientOnLine}[^;]{0,2000}from\s*${ownModule}`,
];

/** Classes that frameworks inject: ways of requests go through them, whatever else is in them. */
const injectedClasses: Readonly<Partial<Record<CodeLanguage, readonly string[]>>> = {
  java: [String.raw`@(?:Service|Component|Repository|Named|ApplicationScoped|Singleton)\b`],
  typescript: [String.raw`@Injectable\(`],
};

/** Patterns of which one matches every text that uses something of another file which may be a client. */
const sharedClients: Readonly<Partial<Record<CodeLanguage, readonly string[]>>> = {
  javascript: scriptClients,
  typescript: scriptClients,
  python: [String.raw`\b(?:import|from)\b[^\n]{0,500}${clientWords}`, clientOnLine],
  go: [String.raw`${clientWords}\w{0,100}\.(?:Get|Head|Post|PostForm|Do)\(`],
};

/** Calls on a router that was handed over, and may be of any library. */
const routes = String.raw`\b(?:app|router|server|fastify|mux)\s*\.\s*\w+\s*\(`;

const pooled = [String.raw`["'](?:pg|postgres|mysql2?(?:/promise)?|sequelize|knex|typeorm)["']`];

const answering = ['connect-timeout', String.raw`[sS]erver\.(?:setTimeout|timeout)\b`];

/** Patterns of which one matches every text that bounds what a program does: its answers, its drain, its pools. */
const limits: Readonly<Record<CodeLanguage, readonly string[]>> = {
  javascript: [...pooled, ...answering],
  typescript: [...pooled, ...answering],
  python: [
    String.raw`\b(?:Thread|Timer|submit|to_thread|run_in_executor|start_new_thread)\(`,
    String.raw`(?:^|\n)timeout *=`,
    'graceful_timeout',
    'timeout_graceful_shutdown',
    String.raw`\b(?:sqlalchemy|asyncpg|psycopg_pool)\b`,
  ],
  go: ['WriteTimeout', 'SetMaxOpenConns', 'pgxpool"', '"database/sql"', 'jmoiron/sqlx"'],
  java: [String.raw`com\.zaxxer\.hikari`],
  csharp: [],
};

/** A variable of the environment that holds an address. */
const addresses = `[A-Z0-9]_${addressEnds}\\b`;

const suppression = 'prr-ignore';

/** Prometheus' text format, written by hand. */
const exposition = '# TYPE ';

/** Modules that by their name may export metrics; see the extractor of metrics. */
const telemetryWords =
  '(?:metrics?|prometheus|prom|telemetry|otel|statsd|opencensus|instrumentation|observability|o11y|obs|monitoring|datadog|newrelic|apm)';
const telemetryImport = [
  `["'./_@0-9-]${telemetryWords}[\\w./-]{0,80}["']`,
  `\\b(?:import|from)\\s+[\\w. ]{0,160}${telemetryWords}`,
].join('|');

/** Whether an extractor reads files of this name at all. */
export function isReadable(file: string): boolean {
  // What people said of the service is none of its facts, and there may be thousands.
  if (/^\.prr\/(notes|answers)\//.test(file)) return false;
  return (
    readable.test(file) ||
    languageOf(file) !== undefined ||
    isDeliveryFile(file) ||
    isConfiguration(file) ||
    isProcessFile(file) ||
    isSpringFile(file) ||
    isAgentFile(file) ||
    isBuildFile(file) ||
    isModuleMap(file) ||
    isImageReferences(file) ||
    isCodeOwners(file) ||
    isUpdateFile(file) ||
    isLogConfiguration(file) ||
    isLoadTest(file) ||
    isTerraform(file)
  );
}

/** Patterns of which one matches every text in the language that can give a fact; without look-around. */
export function triggerPatterns(language: CodeLanguage, knowledge: Knowledge): readonly string[] {
  const errors = errorPatterns[language === 'typescript' ? 'javascript' : language] ?? [];
  return [
    suppression,
    exposition,
    telemetryImport,
    routes,
    addresses,
    retryWords,
    setupWords,
    rateLimiterWords,
    ...(sharedClients[language] ?? []),
    ...(injectedClasses[language] ?? []),
    ...errors,
    ...deadlinePatterns[language],
    ...limits[language],
    ...knowledge.triggersFor(language),
  ];
}

/**
 * A quick look at a text before it is parsed, compiled from the trigger patterns:
 * false only for a text that cannot give a fact.
 */
export function compilePrefilter(knowledge: Knowledge): (file: string, text: string) => boolean {
  const compiled = new Map<CodeLanguage, RegExp>();
  return (file, text) => {
    const language = languageOf(file);
    if (!language) return true;
    const pattern = compiled.get(language) ?? new RegExp(triggerPatterns(language, knowledge).join('|'));
    compiled.set(language, pattern);
    return pattern.test(text);
  };
}
