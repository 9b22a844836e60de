const float = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const lowest = -(2n ** 63n);
const highest = 2n ** 64n - 1n;

/** A plain scalar as Go's YAML reader takes it for a number (`010` is eight, `1_000` a thousand); undefined for any other text. */
export function yamlNumber(text: string): number | undefined {
  if (!/^[-+.0-9]/.test(text)) return undefined;
  if (/^(0|[1-9][0-9]{0,14})$/.test(text)) return Number(text);
  const isFraction = text.startsWith('.');
  const plain = isFraction ? text : text.replaceAll('_', '');
  const whole = isFraction ? undefined : goInteger(plain);
  if (whole !== undefined) return Number(whole);
  if (!float.test(plain)) return undefined;
  const number = Number(plain);
  return Number.isFinite(number) ? number : undefined;
}

/** A whole number as Go's `ParseInt` reads it with base 0: prefixes `0x`, `0o`, `0b` and the old `0`; at most 64 bits. */
export function goInteger(text: string): bigint | undefined {
  const match = /^([-+]?)(0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|0[0-7]*|[1-9][0-9]*)$/.exec(text);
  const digits = match?.[2];
  if (digits === undefined || digits.length > 70) return undefined;
  const size = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
  const whole = match?.[1] === '-' ? -size : size;
  return whole >= lowest && whole <= highest ? whole : undefined;
}
