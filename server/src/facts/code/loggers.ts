import type { Call } from '../../syntax/code/outline.ts';
import type { ResolvedCode } from './resolved.ts';
import { lastName, writtenName } from './written.ts';

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
/** Test helpers of Go that print or fail. */
const testing = /^(t|b|tb|f)\.(Log|Logf|Error|Errorf|Fatal|Fatalf|Skip|Skipf)$/;

/** Whether a call logs, traces, counts or reports: by its pack, else by sensible names. */
export function isReport(code: ResolvedCode, index: number): boolean {
  const call = code.outline.calls[index];
  if (!call) return false;
  const canonical = code.resolver.names(index);
  if (canonical.some((name) => isKnownLogger(code, name))) return true;
  const written = writtenName(code.outline, call);
  const last = lastName(written);
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

function isKnownLogger({ knowledge, outline }: ResolvedCode, name: string): boolean {
  const language = outline.language === 'typescript' ? 'javascript' : outline.language;
  return knowledge.packs.some(
    (pack) =>
      pack.language === language &&
      pack.serving?.loggers.some(
        (logger) =>
          pack.modules.some((module) => name === `${module}.${logger}`) || (pack.globals.length > 0 && name === logger),
      ),
  );
}

/** Whether a call is written on a plain variable or `this`: `logger.error`, `this.log.warn`. */
export function ownerOf(call: Call): readonly string[] | undefined {
  return call.callee.base === undefined && call.callee.names.length > 1 ? call.callee.names.slice(0, -1) : undefined;
}
