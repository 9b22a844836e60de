/** What people call clients, and the modules that make them, as a pattern: a cache has a `get`, too. */
export const clientWords =
  '(?:[cC]lient|[sS]ession|[hH]ttp|HTTP|[aA]pi|API|[rR]equest|[aA]xios|[fF]etch|[rR]est[A-Z_]|[aA]gent)';
