import type { Exit, Region } from '../../syntax/code/outline.ts';
import { literally } from '../../syntax/code/literally.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { inSpan, isInside } from '../code/written.ts';

const errorName = /^(err|error)s?\d*$|^err[A-Z]\w*$|[a-z0-9]Err(or)?\d*$/;

/** The error that a return gives in place of the one that is handled, where it was looked at before and is nil by now. */
export function otherError(code: ResolvedCode, exit: Exit, handler: number): string | undefined {
  const given = exit.values?.at(-1) ?? exit.value;
  const own = code.outline.regions[handler];
  const name = given?.kind === 'path' && given.path.base === undefined ? given.path.names.join('.') : '';
  if (own?.caught?.how !== 'nil-check' || name === own.caught.name || !errorName.test(name)) return undefined;
  const { outline, resolver } = code;
  const around = resolver.functionAround(handler);
  const sets = outline.bindings.filter(
    ({ targets, region, span }) =>
      span.start < exit.span.start &&
      resolver.functionAround(region) === around &&
      targets.some(({ names }) => names.join('.') === name),
  );
  const set = sets.at(-1);
  if (!set) return undefined;
  const isChecked = outline.regions.some(
    (region, at) =>
      region.kind === 'handler' &&
      region.caught?.how === 'nil-check' &&
      region.caught.name === name &&
      region.opener.start >= set.span.start &&
      region.body.end <= own.opener.start &&
      isInside(outline, handler, region.parent) &&
      leavesAlways(code, region, at),
  );
  return isChecked ? name : undefined;
}

function leavesAlways({ outline, text }: ResolvedCode, { body }: Region, at: number): boolean {
  const last = inSpan(outline.exits, body, ({ span }) => span.start).findLast(({ region }) => region === at);
  return last !== undefined && /^[\s;}]*$/.test(text.slice(last.span.end, body.end));
}

/** `if (writeErr) return done(readErr)`: the outer error was looked at before, and is none by now. */
export function otherErrorOfCallback({ outline, text, resolver }: ResolvedCode, region: number): string | undefined {
  const own = outline.regions[region];
  const caught = own?.parameters?.[0]?.name;
  if (!own || caught === undefined) return undefined;
  const body = text.slice(own.body.start, own.body.end);
  const given = new RegExp(
    `\\bif\\s*\\(\\s*${literally(caught)}\\s*\\)\\s*\\{?\\s*(?:return\\s+)?[\\w.]+\\(\\s*(\\w+)\\s*[,)]`,
  ).exec(body);
  const name = given?.[1] ?? '';
  if (name === caught || !errorName.test(name)) return undefined;
  const outer = outline.regions[resolver.functionAround(own.parent)];
  if (outer?.kind !== 'function' || outer.parameters?.[0]?.name !== name) return undefined;
  const before = text.slice(outer.body.start, own.opener.start);
  return new RegExp(`\\bif\\s*\\(\\s*${literally(name)}\\s*\\)\\s*\\{?\\s*(?:return|throw)\\b`).test(before)
    ? name
    : undefined;
}
