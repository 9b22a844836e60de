/** Adds a value to those of a key, in place: a copy for each value would take the square of their number. */
export function gather<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const known = groups.get(key);
  if (known) known.push(value);
  else groups.set(key, [value]);
}
