import type { Outline, Value } from '../../../syntax/code/outline.ts';
import type { Span } from '../../../model/span.ts';
import type { At, ObjectValue } from './origin.ts';

/** Calls `visit` for a value and what it is made of. */
export function visitValue(value: Value, visit: (value: Value) => void): void {
  visit(value);
  if (value.kind === 'object') for (const entry of value.entries) visitValue(entry.value, visit);
  else if (value.kind === 'list') for (const item of value.items) visitValue(item, visit);
  else if (value.kind === 'either') for (const part of value.of) visitValue(part, visit);
}

/**
 * Calls `visit` for every object of the outline, inner ones included, with the place that it is read from. Only where a brace is
 * written something is read: most calls have no literal among their arguments.
 */
export function visitObjects(
  { outline, text }: { readonly outline: Outline; readonly text: string },
  visit: (value: ObjectValue, at: At) => void,
): void {
  const hasBrace = braces(text);
  const inside = (value: Value | undefined, region: number) => {
    if (!value) return;
    visitValue(value, (each) => {
      if (each.kind === 'object') visit(each, { region, offset: each.span.start });
    });
  };
  for (const binding of outline.bindings) inside(binding.value, binding.region);
  for (const call of outline.calls) {
    inside(call.callee.literal, call.region);
    if (hasBrace(call.brackets)) for (const argument of call.args) inside(argument.value, call.region);
  }
  for (const exit of outline.exits) {
    if (!hasBrace(exit.span)) continue;
    inside(exit.value, exit.region);
    for (const value of exit.values ?? []) inside(value, exit.region);
  }
  for (const found of outline.exports) if (!found.local) inside(found.value, 0);
}

/** Whether a part of the text holds an opening brace. */
function braces(text: string): (span: Span) => boolean {
  const places: number[] = [];
  for (let at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at + 1)) places.push(at);
  return ({ start, end }) => {
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[middle] ?? end) < start) low = middle + 1;
      else high = middle;
    }
    return (places[low] ?? end) < end;
  };
}
