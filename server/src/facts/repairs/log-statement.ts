import type { Edit } from '../../model/span.ts';
import type { Call, CodeLanguage } from '../../syntax/code/outline.ts';
import { insertImport } from './go-import-edit.ts';
import { classAround, insertJavaImport, javaLogger } from './java-log.ts';
import { isReport, ownerOf } from '../errors/loggers.ts';
import { insertPythonImport } from './python-log.ts';
import { oncePerFile } from '../code/once-per-file.ts';
import type { ResolvedCode } from '../code/resolved.ts';

/** A statement that logs an error, and what else must change for it. */
export interface LogStatement {
  readonly text: string;
  /** Start of the statement, for a title: `console.error`. */
  readonly logger: string;
  readonly edits: readonly Edit[];
}

interface Logged {
  /** Name of the error. */
  readonly error: string;
  /** What failed, in words. */
  readonly message: string;
  /** The region where the statement will stand. */
  readonly region: number;
}

type Writer = (code: ResolvedCode, logged: Logged) => LogStatement | undefined;

const writers: Readonly<Partial<Record<CodeLanguage, Writer>>> = {
  typescript: logInJavaScript,
  javascript: logInJavaScript,
  go: logInGo,
  python: logInPython,
  java: logInJava,
};

/** A statement that logs the error with the logger that the file uses, else with what the language brings along. */
export function logStatement(code: ResolvedCode, logged: Logged): LogStatement | undefined {
  return writers[code.outline.language]?.(code, logged);
}

function logInJavaScript(code: ResolvedCode, { error, message, region }: Logged): LogStatement {
  const seen = usableLogger(code, region);
  const owner = seen ? (ownerOf(seen) ?? []).join('.') : 'console';
  const text = `'${message.replace(/['\\]/g, '')}'`;
  const args = seen && takesErrorFirst(seen) ? `${error}, ${text}` : `${text}, ${error}`;
  return { text: `${owner}.error(${args});`, logger: `${owner}.error`, edits: [] };
}

/** The first call of a logger that the handler can reach: imported or global, or a field of the same class. */
function usableLogger(code: ResolvedCode, region: number): Call | undefined {
  const known = firstLoggers(code);
  const first = Math.min(known.get('everywhere') ?? Infinity, known.get(enclosingClass(code, region)) ?? Infinity);
  return code.outline.calls[first];
}

/** Calls of loggers by the class whose field they are called on; of each class, and of what all reach, the first. */
const firstLoggers = oncePerFile((code): ReadonlyMap<number | 'everywhere', number> => {
  const { imports, bindings, calls } = code.outline;
  const top = bindings.filter(({ region }) => region === 0).flatMap(({ targets }) => targets);
  const reached = new Set([...imports.map(({ local }) => local), ...top.map(({ names }) => names[0])]);
  const found = new Map<number | 'everywhere', number>();
  for (const [index, call] of calls.entries()) {
    const owner = ownerOf(call);
    const [root] = owner ?? [];
    const isField = root === 'this' || root === 'self';
    if (root === undefined || root === 'console' || !(isField || reached.has(root))) continue;
    const method = call.callee.names.at(-1) ?? '';
    if (!/^(error|warn|warning|info|debug|exception)$/.test(method) || !isReport(code, index)) continue;
    const where = isField ? enclosingClass(code, call.region) : 'everywhere';
    if (!found.has(where)) found.set(where, index);
  }
  return found;
});

function enclosingClass({ outline }: ResolvedCode, region: number): number {
  for (let at = region; at > 0; at = outline.regions[at]?.parent ?? 0)
    if (outline.regions[at]?.kind === 'class') return at;
  return 0;
}

/** pino and bunyan want the error before the message, and lose it behind. */
function takesErrorFirst(call: Call): boolean {
  const [first, second] = call.args;
  return first !== undefined && first.value.kind !== 'string' && second?.value.kind === 'string';
}

function logInGo(code: ResolvedCode, { error, message }: Logged): LogStatement | undefined {
  const local = (module: string) => code.outline.imports.find((each) => each.module === module)?.local;
  const text = message.replace(/["\\%]/g, '');
  const slog = local('log/slog');
  if (slog) return { text: `${slog}.Error("${text}", "error", ${error})`, logger: `${slog}.Error`, edits: [] };
  const logrus = local('github.com/sirupsen/logrus');
  if (logrus)
    return { text: `${logrus}.WithError(${error}).Error("${text}")`, logger: `${logrus}.WithError`, edits: [] };
  const klog = local('k8s.io/klog/v2');
  if (klog) return { text: `${klog}.ErrorS(${error}, "${text}")`, logger: `${klog}.ErrorS`, edits: [] };
  const log = local('log');
  if (log) return { text: `${log}.Printf("${text}: %v", ${error})`, logger: `${log}.Printf`, edits: [] };
  // Where `log` is something else, the project has a way of its own that is not known here.
  if (code.outline.imports.some((each) => each.local === 'log')) return undefined;
  return { text: `log.Printf("${text}: %v", ${error})`, logger: 'log.Printf', edits: [insertImport(code, 'log')] };
}

/** `exception` adds the error that is handled, with its traceback. */
function logInPython(code: ResolvedCode, { message, region }: Logged): LogStatement {
  const text = `"${message.replace(/["\\%]/g, '')}"`;
  const seen = usableLogger(code, region);
  const made = code.outline.bindings.find(
    ({ region: at, targets }) => at === 0 && /^_?(logger|log)$/i.test(targets[0]?.names.join('.') ?? ''),
  );
  const owner = seen ? ownerOf(seen)?.join('.') : made?.targets[0]?.names.join('.');
  if (owner !== undefined) return { text: `${owner}.exception(${text})`, logger: `${owner}.exception`, edits: [] };
  const imported = code.outline.imports.find((each) => each.module === 'logging' && each.member === undefined);
  const local = imported?.local ?? 'logging';
  const edits = imported ? [] : [insertPythonImport(code, 'logging')];
  return { text: `${local}.exception(${text})`, logger: `${local}.exception`, edits };
}

/** With the logger of the class; without one, with that of the platform, which needs no import. */
function logInJava(code: ResolvedCode, { error, message, region }: Logged): LogStatement {
  const text = `"${message.replace(/["\\{}%]/g, '')}"`;
  const logger = javaLogger(code, region);
  if (logger?.form === 'java.util.logging') {
    return {
      text: `${logger.name}.log(Level.SEVERE, ${text}, ${error});`,
      logger: `${logger.name}.log`,
      edits: insertJavaImport(code, 'java.util.logging.Level'),
    };
  }
  if (logger) return { text: `${logger.name}.error(${text}, ${error});`, logger: `${logger.name}.error`, edits: [] };
  const owner = classAround(code, region) ?? 'Object';
  return {
    text: `System.getLogger(${owner}.class.getName()).log(System.Logger.Level.ERROR, ${text}, ${error});`,
    logger: 'System.Logger',
    edits: [],
  };
}
