import type { Call, Outline, Region } from '../../syntax/code/outline.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { handlesRequests } from './carriers.ts';

/** Calls that run a function which they are given later, beside, or once for all callers: it is not of the one who called. */
const later =
  /^(?:on|once|off|addEventListener|addListener|setTimeout|setInterval|setImmediate|nextTick|queueMicrotask|subscribe|submit|execute|schedule\w*|runAsync|supplyAsync|defer|AfterFunc|create_task|ensure_future|add_task|call_later|cron|useEffect|waitUntil|after|Do|OnceFunc|OnceValue|OnceValues)$/;

/**
 * For each region the function that it runs as a part of: itself for a function that others may call, the function around it
 * for a literal that runs there, and -1 for what runs later or beside, and for the file itself.
 */
export function homesOf({ outline, resolver }: ResolvedCode, called: ReadonlySet<number>): readonly number[] {
  const { regions, calls } = outline;
  const started = new Set(calls.filter(({ how }) => how === 'go').map(({ nameSpan }) => nameSpan.start));
  const homes: number[] = [];
  regions.forEach((region, index) => {
    const outer = homes[region.parent] ?? -1;
    if (region.kind !== 'function') {
      // What a class has around its methods runs when it is made.
      homes.push(index === 0 || region.kind === 'class' ? -1 : outer);
      return;
    }
    if (called.has(index) || handlesRequests(region, outline) || isOwn(region, outline)) {
      homes.push(index);
      return;
    }
    const taken = resolver.argumentOf({ region: index });
    const by = taken === undefined ? undefined : calls[taken.call];
    const isApart = started.has(region.opener.start) || (by !== undefined && isLater(by));
    // A literal that is kept under a name is called by it.
    homes.push(isApart ? -1 : outer < 0 ? index : outer);
  });
  return homes;
}

function isLater({ callee }: Call): boolean {
  return later.test(callee.names.at(-1) ?? '');
}

/** A function with a name: declared, or of a class. */
function isOwn({ name, expression, receiver, parent }: Region, { regions }: Outline): boolean {
  return receiver !== undefined || regions[parent]?.kind === 'class' || (name !== undefined && !expression);
}
