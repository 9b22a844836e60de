import type { HealthHandler } from '../../model/infrastructure-fact.ts';
import type { FileFunctions } from '../../model/path-fact.ts';
import type { Call, Outline } from '../../syntax/code/outline.ts';

/** Routes that platforms ask whether a process is alive or ready, by their paths. */
const health =
  /^(?:(?:GET|HEAD|ALL|ANY) )?(\/(?:[\w-]{1,40}\/){0,3}_?_?(?:health\w*|live\w*|ready|readiness|readyz|ping|status|alive|up|heartbeat)\/?)$/i;
/** Callees of one handler that are kept. */
const maxCalls = 30;

/** What the handlers of health routes call, as far as they are in the file. */
export function healthHandlers(outline: Outline, { entries }: Pick<FileFunctions, 'entries'>): HealthHandler[] {
  return entries.flatMap(({ span, words, to, byForm }): HealthHandler[] => {
    const path = byForm ? undefined : health.exec(words)?.[1];
    if (path === undefined) return [];
    const regions = to.map((symbol) => regionOf(outline, symbol));
    const found = reached(
      outline,
      regions.flatMap((region) => region ?? []),
    );
    const complete = to.length > 0 && !regions.includes(undefined) && !found.given && found.calls.length <= maxCalls;
    const calls = found.calls.slice(0, maxCalls).map(({ callee, nameSpan }) => ({
      name: `${callee.base === undefined ? '' : '.'}${callee.names.join('.')}`,
      span: nameSpan,
    }));
    return [{ kind: 'health-handler', span, path, calls, complete }];
  });
}

/** The function of the file that a symbol means: by its place, or by a name that one function alone has. */
function regionOf({ regions }: Outline, symbol: string): number | undefined {
  const id = /^#@(\d+)$/.exec(symbol)?.[1];
  if (id !== undefined) return regions[Number(id)]?.kind === 'function' ? Number(id) : undefined;
  const name = /^#(?:\w+\{\}\.)?(\w+)$/.exec(symbol)?.[1];
  return name === undefined ? undefined : functionCalled(regions, name);
}

function functionCalled(regions: Outline['regions'], name: string): number | undefined {
  const found = regions.flatMap((region, index) => (region.kind === 'function' && region.name === name ? [index] : []));
  return found.length === 1 ? found[0] : undefined;
}

/** The calls in functions, and in functions of the file that they call by a plain name. */
function reached(outline: Outline, from: readonly number[]): { calls: readonly Call[]; given: boolean } {
  const { regions } = outline;
  const wanted = new Set(from);
  const calls: Call[] = [];
  // What a framework gives a handler beside the request may be a session of a database.
  let given = false;
  for (const index of wanted) {
    const region = regions[index];
    if (region?.parameters?.some((parameter) => parameter.default !== undefined)) given = true;
    for (const call of outline.calls) {
      if (!isInside(regions, call.region, index)) continue;
      const [name, ...more] = call.callee.names;
      const own =
        call.callee.base === undefined && name !== undefined && more.length === 0
          ? functionCalled(regions, name)
          : undefined;
      if (own === undefined) calls.push(call);
      else wanted.add(own);
    }
  }
  return { calls, given };
}

function isInside(regions: Outline['regions'], region: number, within: number): boolean {
  for (let at = region; at >= within && at >= 0; at = regions[at]?.parent ?? -1) if (at === within) return true;
  return false;
}
