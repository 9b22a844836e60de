import type { ErrorHandler, HandlerAction } from '../../model/code-fact.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { callsIn, writtenName } from '../code/written.ts';
import { isReport } from './loggers.ts';

/** What writes to the standard output, which nobody watches for failures. */
const printing =
  /^(System\.out\.(print|println|printf)|console\.(log|info|debug)|print|fmt\.Print(f|ln)?|println|Console\.Write(Line)?)$/;
/** What adds the error by itself. */
const addsError = /(^|\.)(exception|print_exc|format_exc|exc_info|catching|captureException|recover)$/;
/** Actions that bring the error, or the failure, to somebody else. */
const carried: ReadonlySet<HandlerAction> = new Set([
  'rethrows',
  'uses',
  'exits',
  'responds',
  're-interrupts',
  'calls',
  'assigns',
]);

/** Whether a handler writes a text without the error, as all that it does, and goes on. */
export function namelessIn(
  code: ResolvedCode,
  region: number,
  does: readonly HandlerAction[],
): Pick<ErrorHandler, 'nameless'> {
  const { outline, text } = code;
  const body = outline.regions[region]?.body;
  if (!body || !does.includes('logs') || does.some((action) => carried.has(action))) return {};
  const reports = callsIn(outline, body).filter((index) => isReport(code, index));
  const written = reports.map((index) => (outline.calls[index] ? writtenName(outline, outline.calls[index]) : ''));
  // A counter without words counts.
  const isText = (index: number) => outline.calls[index]?.args[0]?.value.kind === 'string';
  if (written.length === 0 || !reports.every(isText) || written.some((name) => addsError.test(name))) return {};
  if (/\bexc_info\b|\bsys\.exc_info\b|\btraceback\./.test(text.slice(body.start, body.end))) return {};
  return { nameless: written.every((name) => printing.test(name)) ? 'printed' : 'logged' };
}
