import { packLanguage, type Knowledge } from '../../knowledge/knowledge.ts';
import type { Call } from '../../syntax/code/outline.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { lastName, writtenName } from '../code/written.ts';

/** Things by whose name a call reports something to people who operate the service. */
const reporter =
  /^(log|logs|logging|logger|console|winston|pino|bunyan|slog|klog|glog|zap|zerolog|logrus|sentry|bugsnag|rollbar|newrelic|honeybadger|airbrake|raygun|datadog|span|tracer|tracing|metrics?|statsd|stats|telemetry|reporter|monitoring|audit|debug)$/i;
const reporterEnd = /(logger|log|counter|metrics?|span|reporter|errors(total)?|failures(total)?)$/i;
const reporterStart = /^(log|logger|metrics?|counter|span)[A-Z_]/;
/** What is called on them, or stands alone. */
const reporting =
  /^(log|logs|logf|logln|debug|debugf|trace|tracef|info|infof|infow|infoln|infocontext|notice|warn|warnf|warnw|warnln|warning|warningf|warncontext|error|errorf|errorw|errorln|errorcontext|err|fatal|fatalf|fatalln|panic|panicf|critical|alert|emerg|exception|print|printf|println|verbose|silly|http|report|capture\w*|record\w*|notify|notice\w*|inc|increment|incr|add|observe|count|mark|set\w*|msg|msgf|send|with\w*|adderror|addevent|output|write|success|group|dir|table|track\w*)$/i;
/** Names that report whatever they are called on. */
const alone =
  /^(captureException|captureMessage|captureError|recordException|recordError|noticeError|reportError|reportException|trackException|trackError|logError|logErr|logException|logWarning|logAndReturn\w*|logger|log|warn|debug|HandleError|addError)$/i;
/** Classes that hand on to a logger: `LoggerUtils.printIfErrorEnabled(LOGGER, …)`. */
const logHelper = /^Log(ger|ging)?(s|Utils?|Helper)$/;
/** Methods of `ILogger`, on whatever it is kept in. */
const levels = /^(Log(Trace|Debug|Information|Warning|Error|Critical)|CaptureException)$/;
/** Test helpers of Go that print or fail. */
const testing = /^(t|b|tb|f)\.(Log|Logf|Error|Errorf|Fatal|Fatalf|Skip|Skipf)$/;

/** Whether a call logs, traces, counts or reports: by its pack, else by sensible names. */
export function isReport(code: ResolvedCode, index: number): boolean {
  const call = code.outline.calls[index];
  if (!call) return false;
  const written = writtenName(code.outline, call);
  const last = lastName(written);
  const known = knownLoggers(code);
  // A call under another name than the pack's may be an import with an alias.
  const mayBeKnown = known.lastNames.has(last) || call.callee.names.length === 1;
  if (mayBeKnown && code.resolver.names(index).some((name) => known.names.has(name))) return true;
  if (code.outline.language === 'csharp' && levels.test(last)) return true;
  if (alone.test(last) || testing.test(written)) return true;
  const owners = written
    .split('.')
    .slice(0, -1)
    .map((name) => name.replace(/\(\)$/, '').replace(/^[_#$]+|_+$/g, ''));
  if (logHelper.test(owners.at(-1) ?? '')) return true;
  return reporting.test(last) && owners.some((owner) => speaksOfReports(owner));
}

/** Whether a name is that of a logger, counter or span. */
export function speaksOfReports(name: string): boolean {
  return reporter.test(name) || reporterEnd.test(name) || reporterStart.test(name);
}

interface KnownLoggers {
  /** With their modules: `github.com/sirupsen/logrus.Error`. */
  readonly names: ReadonlySet<string>;
  readonly lastNames: ReadonlySet<string>;
}

const loggers = new WeakMap<Knowledge, Map<string, KnownLoggers>>();

/** Calls that packs of a language know to log. */
function knownLoggers({ knowledge, outline }: ResolvedCode): KnownLoggers {
  const language = packLanguage(outline.language);
  const byLanguage = loggers.get(knowledge) ?? new Map<string, KnownLoggers>();
  loggers.set(knowledge, byLanguage);
  const known = byLanguage.get(language);
  if (known) return known;
  const own = knowledge.packs.filter((pack) => pack.language === language && pack.serving !== undefined);
  const all = own.flatMap(({ modules, globals, serving }) =>
    (serving?.loggers ?? []).flatMap((logger) => [
      ...modules.map((module) => `${module}.${logger}`),
      ...(globals.length > 0 ? [logger] : []),
    ]),
  );
  const made = { names: new Set(all), lastNames: new Set(all.map(lastName)) };
  byLanguage.set(language, made);
  return made;
}

/** Whether a call is written on a plain variable or `this`: `logger.error`, `this.log.warn`. */
export function ownerOf(call: Call): readonly string[] | undefined {
  return call.callee.base === undefined && call.callee.names.length > 1 ? call.callee.names.slice(0, -1) : undefined;
}
