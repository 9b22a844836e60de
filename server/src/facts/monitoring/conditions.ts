import type { ResolvedCode } from '../code/resolved.ts';

/** How many functions of the file are gone through upwards. */
const maxSteps = 4;

/** Checks of an error: what is behind them runs where all went well, and no setting decides it. */
const errorCheck = /\berr(or)?\b\s*(!=|==|===|!==)\s*(nil|null|undefined)|:=.*\berr\b/;

/**
 * The variables of the environment that conditions around a region name, those around the calls of its function in this file
 * with them; undefined where it runs in any case.
 */
export function conditionsAround(code: ResolvedCode, region: number, steps = maxSteps): readonly string[] | undefined {
  const { outline, text } = code;
  let found: string[] | undefined;
  let at = region;
  while (at > 0) {
    const here = outline.regions[at];
    if (!here) break;
    if (here.kind === 'branch' || here.kind === 'switch') {
      const condition = text.slice(here.opener.start, here.body.start);
      if (!errorCheck.test(condition)) found = [...(found ?? []), ...variablesIn(condition)];
    }
    if (here.kind === 'function') {
      const callers = here.name === undefined ? [] : callsOf(code, here.name);
      const [first, ...more] = callers;
      // Several callers: one of them may be under no condition.
      if (first !== undefined && more.length === 0 && steps > 0) {
        const above = conditionsAround(code, first, steps - 1);
        if (above) found = [...(found ?? []), ...above];
      }
      break;
    }
    at = here.parent;
  }
  return found && [...new Set(found)];
}

/** Regions of the calls of a function of this file by its bare name. */
function callsOf({ outline }: ResolvedCode, name: string): number[] {
  return outline.calls.flatMap(({ callee, region }) =>
    callee.base === undefined && callee.names.length === 1 && callee.names[0] === name ? [region] : [],
  );
}

/** Names in capital letters, as variables of the environment are written. */
function variablesIn(condition: string): string[] {
  return [...condition.matchAll(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g)].map(([name]) => name);
}
