import type { ScalarTree } from './tree.ts';

const nulls = /^(?:~|null|Null|NULL|)$/;
const booleans = /^(?:true|True|TRUE|false|False|FALSE)$/;
const decimal = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const special = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const time = /^\d{4}-\d\d?-\d\d?(?:[Tt ]\d\d?:\d\d?:\d\d?(?:\.\d+)?(?:Z|[-+]\d\d?(?::?\d\d)?)?)?$/;

/** What a plain scalar is, as Kustomize's YAML reader resolves it. */
export function tagOf(text: string): ScalarTree['tag'] {
  if (nulls.test(text)) return 'null';
  if (booleans.test(text)) return 'bool';
  if (!/^[-+.0-9]/.test(text)) return 'str';
  if (time.test(text)) return 'time';
  const plain = text.replaceAll('_', '');
  if (integerOf(plain) !== undefined) return 'int';
  return decimal.test(plain) || special.test(text) ? 'float' : 'str';
}

/** A number without its underscores as Go's `ParseInt` with base 0 reads it. */
export function integerOf(plain: string): bigint | undefined {
  const [, sign = '', digits = ''] = /^([-+]?)(.*)$/.exec(plain) ?? [];
  const read = (pattern: RegExp, value: () => bigint): bigint | undefined =>
    pattern.test(digits) ? value() : undefined;
  const magnitude =
    read(/^(?:0|[1-9][0-9]*)$/, () => BigInt(digits)) ??
    read(/^0[xX][0-9a-fA-F]+$/, () => BigInt(digits)) ??
    read(/^0[oO]?[0-7]+$/, () => BigInt(`0o${digits.replace(/^0[oO]?/, '')}`)) ??
    read(/^0[bB][01]+$/, () => BigInt(digits));
  if (magnitude === undefined) return undefined;
  const value = sign === '-' ? -magnitude : magnitude;
  return value >= -(2n ** 63n) && value < 2n ** 64n ? value : undefined;
}

/** A scalar as it is printed; undefined where that has no form that we know. */
export function printed(scalar: ScalarTree): string | undefined {
  switch (scalar.tag) {
    case 'null':
      return 'null';
    case 'bool':
      return scalar.text.toLowerCase();
    case 'int':
      return integerOf(scalar.text.replaceAll('_', ''))?.toString();
    case 'float':
      return floatText(scalar.text);
    case 'time':
      return timeText(scalar.text);
    default:
      return undefined;
  }
}

/** Through JSON, where a whole number has no point, and Go's shortest `%g`. */
function floatText(text: string): string | undefined {
  const value = Number(text.replaceAll('_', ''));
  if (!Number.isFinite(value)) return undefined;
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return BigInt(value).toString();
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return value.toString();
  const digits = Math.abs(power).toString().padStart(2, '0');
  return `${mantissa}e${power < 0 ? '-' : '+'}${digits}`;
}

/** A date becomes a text with its time in UTC. */
function timeText(text: string): string | undefined {
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)) return `"${text}"`;
  const day = /^(\d{4})-(\d\d?)-(\d\d?)$/.exec(text);
  if (!day) return undefined;
  const [, year = '', month = '', date = ''] = day;
  return `"${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}T00:00:00Z"`;
}
