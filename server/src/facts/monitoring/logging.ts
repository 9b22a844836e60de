import type { TelemetrySetup } from '../../model/telemetry-fact.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { scriptFormat, type Written, type LogSite } from './script-formats.ts';
import { maySetUp, setup } from './tracing.ts';
import { say } from '../../words/say.ts';

interface Known {
  readonly names: RegExp;
  readonly by: string;
  readonly judge: (site: LogSite) => Written;
}

const json = { state: 'on', because: say('logging.it-writes-json') } as const;
const pairs = { state: 'on', because: say('logging.it-writes-key-value-pairs') } as const;
const plain = { state: 'off', because: say('logging.it-writes-plain-text') } as const;

/** The documentation of each library says what this call makes it write. */
const known: readonly Known[] = [
  {
    names: /^(pino|nestjs-pino\.LoggerModule\.forRoot(Async)?|fastify)(\.default|\.pino|\.fastify)?$/,
    by: 'pino',
    judge: scriptFormat.pino,
  },
  { names: /^winston(\.default)?\.createLogger$/, by: 'winston', judge: scriptFormat.winston },
  { names: /^bunyan(\.default)?\.createLogger$/, by: 'bunyan', judge: () => json },
  {
    names: /^@nestjs\/common\.ConsoleLogger$/,
    by: say('logging.nestjss-logger'),
    judge: ({ given }) => (/\bjson\s*:\s*true\b/.test(given) ? json : undefined),
  },

  { names: /^log\/slog\.NewJSONHandler$/, by: 'slog.NewJSONHandler', judge: ({ given }) => toStream(given, json) },
  {
    names: /^log\/slog\.NewTextHandler$/,
    by: 'slog.NewTextHandler',
    judge: ({ given }) => toStream(given, pairs),
  },
  { names: /^go\.uber\.org\/zap\.NewProduction$/, by: 'zap.NewProduction', judge: () => json },
  { names: /^go\.uber\.org\/zap\.NewDevelopment$/, by: 'zap.NewDevelopment', judge: () => plain },
  { names: /^go\.uber\.org\/zap\/zapcore\.NewJSONEncoder$/, by: 'zapcore.NewJSONEncoder', judge: () => json },
  { names: /^go\.uber\.org\/zap\/zapcore\.NewConsoleEncoder$/, by: 'zapcore.NewConsoleEncoder', judge: () => plain },
  {
    names: /^go\.uber\.org\/zap\.(Config\{\}|NewProductionConfig\(\)|NewDevelopmentConfig\(\))\.Build$/,
    by: 'zap',
    judge: zapConfig,
  },
  {
    // Its flags choose between JSON and text; without them UseDevMode does.
    names: /^sigs\.k8s\.io\/controller-runtime\/pkg\/log\/zap\.New$/,
    by: say('logging.controller-runtimes-zap'),
    judge: ({ given }) =>
      /UseFlagOptions/.test(given)
        ? { state: 'unknown', because: say('logging.its-flags-choose-the-format') }
        : /UseDevMode\(\s*true/.test(given)
          ? plain
          : given.trim() === '' || /UseDevMode\(\s*false/.test(given)
            ? json
            : { state: 'unknown', because: say('logging.its-options-choose-the-format') },
  },
  { names: /^github\.com\/rs\/zerolog\.New$/, by: 'zerolog', judge: ({ given }) => zerolog(given) },
  { names: /^github\.com\/rs\/zerolog\/log\.Output$/, by: 'zerolog', judge: ({ given }) => zerolog(given) },
  { names: /^github\.com\/go-kit\/(kit\/)?log\.NewJSONLogger$/, by: say('logging.go-kit-log'), judge: () => json },
  { names: /^github\.com\/go-kit\/(kit\/)?log\.NewLogfmtLogger$/, by: say('logging.go-kit-log'), judge: () => pairs },

  { names: /^structlog\.configure$/, by: 'structlog', judge: ({ code }) => structlog(code.text) },
  { names: /^pythonjsonlogger(\.\w+)*\.JsonFormatter$/, by: 'python-json-logger', judge: () => json },
  { names: /^json_log_formatter\.\w*JSONFormatter$/, by: 'json-log-formatter', judge: () => json },
  { names: /^ecs_logging\.(StdlibFormatter|StructlogFormatter)$/, by: 'ecs-logging', judge: () => json },
  {
    names: /^loguru\.logger\.add$/,
    by: 'loguru',
    judge: ({ given }) => (/\bserialize\s*=\s*True\b/.test(given) ? json : undefined),
  },
  {
    names: /^google\.cloud\.logging(_v2)?\.(Client\(\)\.setup_logging|handlers\.StructuredLogHandler)$/,
    by: 'google-cloud-logging',
    judge: () => json,
  },
  { names: /^aws_lambda_powertools\.Logger$/, by: say('logging.powertools-for-aws-lambda'), judge: () => json },
];

/** Formatters that are named rather than called: in a dict of Python's logging, or as a struct of logrus. */
const named: readonly {
  readonly of: RegExp;
  readonly pattern: RegExp;
  readonly by: string;
  readonly written: Written;
}[] = [
  { of: /sirupsen\/logrus/, pattern: /\blogrus\.JSONFormatter\s*\{/, by: 'logrus', written: json },
  {
    of: /sirupsen\/logrus/,
    pattern: /\blogrus\.TextFormatter\s*\{(?![^}]*ForceColors:\s*true)/,
    by: 'logrus',
    written: pairs,
  },
  {
    of: /./,
    pattern:
      /["'](?:pythonjsonlogger(?:\.\w+)*\.JsonFormatter|json_log_formatter\.\w*JSONFormatter|ecs_logging\.StdlibFormatter)["']/,
    by: say('logging.a-json-formatter'),
    written: json,
  },
];

/** Words of which one is in every text that names one of these modules. */
const logs =
  /pino|fastify|winston|bunyan|@nestjs\/common|log\/slog|uber\.org\/zap|runtime\/pkg\/log|zerolog|go-kit\/|structlog|pythonjsonlogger|json_log_formatter|ecs_logging|loguru|google\.cloud|powertools/;

/** Where a code file sets up what its log lines look like. */
export function extractLogging(code: ResolvedCode): TelemetrySetup[] {
  const { outline, text, resolver } = code;
  if (!maySetUp(code)) return [];
  const called = (logs.test(text) ? outline.calls : []).flatMap((call, index): TelemetrySetup[] => {
    const names = resolver.names(index);
    const found = known.find(({ names: pattern }) => names.some((name) => pattern.test(name)));
    const given = text.slice(call.brackets.start + 1, Math.max(call.brackets.start + 1, call.brackets.end - 1));
    const written = found?.judge({ code, call, given });
    return found && written ? [setup(code, { call, by: found.by, judged: written, signal: 'logs' })] : [];
  });
  const isScripted = outline.language === 'go' || outline.language === 'python';
  const byName = (isScripted ? named : []).flatMap(({ of, pattern, by, written }): TelemetrySetup[] => {
    const found = pattern.exec(text);
    const isComment = outline.comments.some(({ start, end }) => found && start <= found.index && found.index < end);
    if (!found || !written || isComment || !of.test(text)) return [];
    const span = { start: found.index, end: found.index + found[0].length };
    return [{ kind: 'telemetry-setup', signal: 'logs', span, by, ...written }];
  });
  return [...called, ...byName, ...(outline.language === 'python' ? ofSubclass(code) : [])];
}

/** A formatter that extends python-json-logger's: it writes where the same file makes one. */
function ofSubclass({ text }: ResolvedCode): TelemetrySetup[] {
  const found = /\bclass\s+(\w+)\((?:[\w.]+\.)?JsonFormatter\)/.exec(text);
  if (!found || !/\bpythonjsonlogger\b/.test(text)) return [];
  const name = found[1] ?? '';
  const isMade = new RegExp(`(?<!class\\s+)\\b${name}\\s*\\((?!.*\\bJsonFormatter\\))`).test(text);
  const start = found.index + found[0].indexOf(name);
  const span = { start, end: start + name.length };
  const written = isMade ? json : ({ state: 'unknown', because: say('logging.what-uses-its-formatter-is') } as const);
  return [{ kind: 'telemetry-setup', signal: 'logs', span, by: 'python-json-logger', ...written }];
}

/** A handler of slog writes where it is told to: to nothing, to a buffer, or to what a container's logs are made of. */
function toStream(given: string, written: Written): Written {
  const [target = ''] = given.split(',');
  if (/\bos\.Std(out|err)\b/.test(target)) return written;
  return /Discard|[bB]uf|&/.test(target)
    ? undefined
    : { state: 'unknown', because: say('logging.where-it-writes-is-set') };
}

function zapConfig({ code, call }: LogSite): Written {
  const set = [...code.text.matchAll(/\bEncoding\s*(?::=|[:=])(?!=)\s*(?:"(\w+)"|\S)/g)].map(([, name]) => name);
  if (set.includes(undefined)) return { state: 'unknown', because: say('logging.its-encoding-is-set-elsewhere') };
  const encodings = new Set(set);
  if (encodings.size > 1) return { state: 'unknown', because: say('logging.several-encodings-are-set') };
  if (encodings.has('json')) return json;
  if (encodings.has('console')) return plain;
  const at = code.outline.calls.indexOf(call);
  const names = code.resolver.names(at).join(' ');
  return names.includes('NewProductionConfig') ? json : names.includes('NewDevelopmentConfig') ? plain : undefined;
}

function zerolog(given: string): Written {
  if (/ConsoleWriter/.test(given)) return plain;
  return /^\s*(os\.(Stdout|Stderr)|io\.\w+|\w+)\s*$/.test(given)
    ? /os\.(Stdout|Stderr)/.test(given)
      ? json
      : { state: 'unknown', because: say('logging.its-writer-is-made-elsewhere') }
    : undefined;
}

function structlog(text: string): Written {
  const [asJson, asText] = [/\b(JSONRenderer|LogfmtRenderer)\b/.test(text), /\bConsoleRenderer\b/.test(text)];
  if (asJson && asText) return { state: 'unknown', because: say('logging.a-condition-chooses-between-json') };
  return asJson ? json : asText ? plain : { state: 'unknown', because: say('logging.its-renderer-is-set-elsewhere') };
}
