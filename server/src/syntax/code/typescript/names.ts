import { keyAt, type Reading } from './reading.ts';

/** A function that is the value of a key or a variable has its name, unless it has one of its own; `key` is the token of that name. */
export function nameFunction({ tokens, draft }: Reading, region: number | undefined, key: number): void {
  if (region === undefined) return;
  const { name, behind } = keyAt(tokens, key);
  if (name !== undefined) draft.nameRegion(region, { name, nameSpan: tokens.span(key, behind) });
}
