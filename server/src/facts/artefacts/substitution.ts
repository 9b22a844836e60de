const maxSubstitutions = 10;

/** The text with variables put in, and the defaults that stand beside them; a variable without either stays as it is written. */
export function substituted(text: string, args: ReadonlyMap<string, string | undefined>): string {
  const variable = /\$\{(\w+)(?:(:?[-+])([^}]*))?\}|\$(\w+)/g;
  let result = text;
  for (let turn = 0; turn < maxSubstitutions && result.includes('$'); turn++) {
    const next = result.replace(
      variable,
      (written: string, braced?: string, sign?: string, other?: string, plain?: string) => {
        const value = args.get(braced ?? plain ?? '');
        if (sign?.endsWith('-')) return value || (other ?? '');
        if (sign?.endsWith('+')) return value ? (other ?? '') : '';
        return value || written;
      },
    );
    if (next === result) break;
    result = next;
  }
  return result;
}
