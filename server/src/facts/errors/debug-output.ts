import type { Region } from '../../syntax/code/outline.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { callsIn, writesName } from '../code/written.ts';

const writing = /^(Write(Line)?(If)?|Print|Assert|Fail|Indent|Unindent|Flush)$/;

/**
 * Whether a build for release leaves a call out: methods of `System.Diagnostics.Debug` are `[Conditional("DEBUG")]`.
 * https://learn.microsoft.com/dotnet/api/system.diagnostics.debug
 */
export function isLeftOutOfRelease({ outline }: ResolvedCode, index: number): boolean {
  const names = outline.language === 'csharp' ? (outline.calls[index]?.callee.names ?? []) : [];
  return names.at(-2) === 'Debug' && writing.test(names.at(-1) ?? '');
}

/** Whether nothing but such calls reads the error of a handler. */
export function isReadInDebugAlone(code: ResolvedCode, { caught, body }: Region): boolean {
  const name = caught?.name;
  if (code.outline.language !== 'csharp' || name === undefined) return false;
  const left = callsIn(code.outline, body).filter((index) => isLeftOutOfRelease(code, index));
  let from = body.start;
  for (const index of left) {
    const call = code.outline.calls[index];
    if (!call) continue;
    if (call.start > from && writesName(code, name, { start: from, end: call.start })) return false;
    from = Math.max(from, call.brackets.end);
  }
  return left.length > 0 && !writesName(code, name, { start: from, end: body.end });
}
