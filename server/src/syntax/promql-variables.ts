/** An expression in which what a dashboard or template puts in later stands as plain PromQL of the same length. */
export interface Masked {
  readonly text: string;
  /** Whether a part of the text holds something that was put in. */
  overlaps(part: { readonly from: number; readonly to: number }): boolean;
}

const variable = /\$\{[^{}]*\}|\$[A-Za-z_]\w*|\[\[\w+(?::\w+)?\]\]|\{\{[^{}]*\}\}|<[A-Za-z_][\w-]*>|%\([\w.]+\)[sdf]/g;

/** Puts text of the same length in the place of variables outside of strings: a name, a duration or a matcher, by where they stand. */
export function maskVariables(text: string): Masked {
  if (!/[$<%]|\[\[|\{\{/.test(text)) return { text, overlaps: () => false };
  const strings = [...text.matchAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
  }));
  const spots: { from: number; to: number }[] = [];
  let masked = text;
  for (const match of text.matchAll(variable)) {
    const [from, to] = [match.index, match.index + match[0].length];
    if (strings.some((each) => each.from < to && from < each.to)) continue;
    spots.push({ from, to });
    masked = `${masked.slice(0, from)}${stand(masked, from, to)}${masked.slice(to)}`;
  }
  return { text: masked, overlaps: (part) => spots.some(({ from, to }) => from < part.to && part.from < to) };
}

function stand(text: string, from: number, to: number): string {
  const length = to - from;
  const before = text.slice(0, from).trimEnd();
  const after = text.slice(to);
  const inRange = before.lastIndexOf('[') > before.lastIndexOf(']');
  if (inRange || /\boffset(\s*-)?$/.test(before)) {
    if (/^(ms|[smhdwy\d])/.test(after)) return '1'.repeat(length);
    return `${'0'.repeat(length - 2)}1s`;
  }
  const inBraces = before.lastIndexOf('{') > before.lastIndexOf('}');
  if (inBraces && /^\s*[,}]/.test(after) && /[{,]$/.test(before))
    return length < 4 ? ' '.repeat(length) : `${'a'.repeat(length - 3)}=""`;
  return '_'.repeat(length);
}
