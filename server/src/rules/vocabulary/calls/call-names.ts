/** A call as people say it, from its canonical name: without the path of its module and without what leads to its last owner. */
export function shortName(call: string): string {
  const own = call.slice(call.lastIndexOf('/') + 1).replaceAll('{}', '');
  const parts = own.split('.').filter((part) => part !== '');
  // A file is no owner: `clone-repo.js.runCloneRepo`.
  const file = parts.findIndex((part) => /^[cm]?[jt]sx?$/.test(part));
  const named = file > 0 && file < parts.length - 1 ? parts.slice(file + 1) : parts;
  return named.slice(named.length > 3 ? -2 : 0).join('.');
}

/** The last name of a call: `Commit` of `database/sql.Tx.Commit`. */
export function lastName(call: string): string {
  return call.slice(call.lastIndexOf('.') + 1).replace(/\(\)$/, '');
}
