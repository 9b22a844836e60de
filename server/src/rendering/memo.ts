/** A function of a text that keeps its last results, for as much text as given: what is edited shares most of it with what was there. */
export function memoByText<Result>(maxUnits: number, make: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, Result>();
  let size = 0;
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) {
      known.delete(text);
      known.set(text, before);
      return before;
    }
    const made = make(text);
    known.set(text, made);
    size += text.length;
    for (const oldest of known.keys()) {
      if (size <= maxUnits) break;
      known.delete(oldest);
      size -= oldest.length;
    }
    return made;
  };
}
