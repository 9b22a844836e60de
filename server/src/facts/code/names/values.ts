import type { Outline, Value } from '../../../syntax/code/outline.ts';
import type { At } from './origin.ts';

/** Calls `visit` for a value and what it is made of. */
export function visitValue(value: Value, visit: (value: Value) => void): void {
  visit(value);
  if (value.kind === 'object') for (const entry of value.entries) visitValue(entry.value, visit);
  else if (value.kind === 'list') for (const item of value.items) visitValue(item, visit);
  else if (value.kind === 'either') for (const part of value.of) visitValue(part, visit);
}

/** Calls `visit` for every value of the outline, inner ones included, with the place that it is read from. */
export function visitValues(outline: Outline, visit: (value: Value, at: At) => void): void {
  const inside = (value: Value | undefined, region: number) => {
    if (value) visitValue(value, (each) => visit(each, { region, offset: each.span.start }));
  };
  for (const binding of outline.bindings) inside(binding.value, binding.region);
  for (const call of outline.calls) {
    inside(call.callee.literal, call.region);
    for (const argument of call.args) inside(argument.value, call.region);
  }
  for (const exit of outline.exits) {
    inside(exit.value, exit.region);
    for (const value of exit.values ?? []) inside(value, exit.region);
  }
  for (const found of outline.exports) if (!found.local) inside(found.value, 0);
}
