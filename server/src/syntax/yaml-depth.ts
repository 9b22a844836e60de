import { Parser } from 'yaml';
import type { CST } from 'yaml';

/** Deepest nesting that is read; beyond it the library's recursion could end the process. Kubernetes' deepest known schemas nest 30 levels. */
export const maxDepth = 100;

/** Where a YAML text nests deeper than is read; undefined where it does not. */
export function deepPlace(text: string): number | undefined {
  const tokens = tokensOf(text);
  return tokens ? tooDeep(tokens) : 0;
}

/** The tokens of a text; undefined where it nests so deep that the parser runs out of its stack. */
export function tokensOf(text: string): readonly CST.Token[] | undefined {
  try {
    return [...new Parser().parse(text)];
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The offset at which tokens nest too deep: the composer would follow them by recursion. */
export function tooDeep(tokens: readonly CST.Token[]): number | undefined {
  const stack: { token: CST.Token; depth: number }[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { token, depth } = next;
    if (depth > maxDepth) return token.offset;
    if (token.type === 'document' && token.value) stack.push({ token: token.value, depth });
    if (!('items' in token)) continue;
    for (const item of token.items) {
      if (item.key) stack.push({ token: item.key, depth: depth + 1 });
      if (item.value) stack.push({ token: item.value, depth: depth + 1 });
    }
  }
  return undefined;
}
