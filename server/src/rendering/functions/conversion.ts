import type { Value } from '../value.ts';
import { goInteger } from '../values/numbers.ts';

/** A value as Sprig's `int` and `int64` read it; undefined where it has more digits than we compute with. */
export function toInteger(value: Value): number | undefined {
  switch (value.type) {
    case 'bool':
      return value.value ? 1 : 0;
    case 'int':
      return value.value;
    case 'float':
      return safe(Math.trunc(value.value));
    case 'string': {
      // A text such as "12.0" counts as the number before its point.
      const whole = goInteger(value.text.replace(/^([^.]+)\.0*$/, '$1'));
      return whole === undefined ? 0 : safe(Number(whole));
    }
    default:
      return 0;
  }
}

function safe(number: number): number | undefined {
  return Number.isSafeInteger(number) ? number + 0 : undefined;
}

/** A value as Sprig's `float64` reads it. */
export function toFloat(value: Value): number {
  switch (value.type) {
    case 'bool':
      return value.value ? 1 : 0;
    case 'int':
    case 'float':
      return value.value;
    case 'string':
      return /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(value.text) ? Number(value.text) : 0;
    default:
      return 0;
  }
}
