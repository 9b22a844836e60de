/** A decimal number without rounding: `digits` times ten to the power of `-scale`. */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** Digits after the point that a division is rounded to. */
const precision = 16;
/** A number with a larger exponent would take digits without end. */
const maxScale = 400;

function decimalOf(value: number): Decimal {
  if (!Number.isFinite(value)) return { digits: 0n, scale: 0 };
  const [mantissa = '0', power = '0'] = value.toExponential().split('e');
  const [whole = '0', rest = ''] = mantissa.split('.');
  const scale = rest.length - Number(power);
  const digits = BigInt(whole + rest);
  return scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale };
}

function rescaled({ digits, scale }: Decimal, to: number): bigint {
  return digits * 10n ** BigInt(to - scale);
}

/** Computes with decimals as Sprig's `addf` and the like do; undefined for a division by zero or more digits than we take. */
export function decimals(values: readonly number[], by: 'add' | 'sub' | 'mul' | 'div'): number | undefined {
  const [first = decimalOf(0), ...rest] = values.map(decimalOf);
  let total = first;
  for (const next of rest) {
    const scale = Math.max(total.scale, next.scale);
    if (scale > maxScale) return undefined;
    if (by === 'mul') total = { digits: total.digits * next.digits, scale: total.scale + next.scale };
    else if (by === 'div') {
      if (next.digits === 0n) return undefined;
      total = divided(total, next);
    } else {
      const other = rescaled(next, scale);
      total = { digits: rescaled(total, scale) + (by === 'add' ? other : -other), scale };
    }
  }
  return Number(`${total.digits}e-${total.scale}`);
}

/** Rounded half away from zero. */
function divided(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  const top = rescaled(a, scale) * 10n ** BigInt(precision);
  const bottom = rescaled(b, scale);
  const quotient = top / bottom;
  const remainder = top % bottom;
  const isUp = abs(remainder) * 2n >= abs(bottom);
  const sign = top < 0n !== bottom < 0n ? -1n : 1n;
  return { digits: quotient + (isUp ? sign : 0n), scale: precision };
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}
