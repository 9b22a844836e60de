/** How Go prints a `float64`: like `strconv.FormatFloat`; a precision below zero is the shortest that reads back the same. */
export function formatFloat(
  value: number,
  { verb, precision = -1 }: { verb: 'e' | 'f' | 'g'; precision?: number },
): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const size = Math.abs(value);
  const bounded = Math.min(precision, 100);
  if (verb === 'e') return sign + exponent(bounded < 0 ? size.toExponential() : size.toExponential(bounded));
  if (verb === 'f') return sign + (bounded < 0 ? withoutExponent(size) : fixed(size, bounded));
  return sign + general(size, bounded);
}

/** How Go's `%v` prints a `float64`: a million is `1e+06`. */
export function printedFloat(value: number): string {
  return formatFloat(value, { verb: 'g' });
}

/** How Go's JSON prints a `float64`: whole numbers without a point, an exponent from 1e21 on and below 1e-6. */
export function jsonFloat(value: number): string {
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-6 && size < 1e21)) return formatFloat(value, { verb: 'f' });
  return formatFloat(value, { verb: 'e' }).replace(/e-0(\d)$/, 'e-$1');
}

function general(size: number, precision: number): string {
  const shortest = precision < 0;
  const written = shortest ? size.toExponential() : size.toExponential(Math.max(precision, 1) - 1);
  const [mantissa = '0', power = '0'] = written.split('e');
  const digits = mantissa.replace('.', '').replace(/0+$/, '');
  const at = Number(power);
  let limit = Math.max(precision, 1);
  if (limit > digits.length && digits.length >= at + 1) limit = digits.length;
  if (shortest) limit = 6;
  if (at < -4 || at >= limit) {
    return exponent(`${digits[0] ?? '0'}${digits.length > 1 ? `.${digits.slice(1)}` : ''}e${power}`);
  }
  return positional(digits || '0', at);
}

/** Digits with the point after `at + 1` of them. */
function positional(digits: string, at: number): string {
  if (at < 0) return `0.${'0'.repeat(-at - 1)}${digits}`;
  if (digits.length <= at + 1) return digits + '0'.repeat(at + 1 - digits.length);
  return `${digits.slice(0, at + 1)}.${digits.slice(at + 1)}`;
}

function withoutExponent(size: number): string {
  if (size === 0) return '0';
  const [mantissa = '0', power = '0'] = size.toExponential().split('e');
  return positional(mantissa.replace('.', ''), Number(power));
}

/** `toFixed` gives an exponent for large numbers. */
function fixed(size: number, precision: number): string {
  if (size < 1e21) return size.toFixed(precision);
  return BigInt(size).toString() + (precision > 0 ? `.${'0'.repeat(precision)}` : '');
}

/** At least two digits in the exponent. */
function exponent(text: string): string {
  return text
    .replace(/e([-+]?)(\d)$/, (_all, sign: string, digit: string) => `e${sign || '+'}0${digit}`)
    .replace(/e(\d)/, 'e+$1');
}
