import type { ConsumerPattern } from '../../knowledge/serving.ts';
import type { Region } from '../../syntax/code/outline.ts';
import type { ResolvedCode } from '../code/resolved.ts';

/** The loop that takes messages; for what goes on by itself there is none, and its head is empty. */
export interface Loop {
  readonly header: string;
  /** It is left when there is nothing to take, and not after errors alone. */
  readonly ends: boolean;
}

const endless = /^(for|while|loop)\s*(\(\s*(true|1|;\s*;)\s*\)|true|True|1)?\s*:?\s*$/;
/** A condition that others switch off. */
const flagged = /run|stop|alive|shut|done|clos|quit|activ|exit|live|abort|term|Err\(\)|interrupted/i;

/** The loop without an end around a call that takes messages; undefined where it is asked a few times only. */
export function loopOf(code: ResolvedCode, index: number, mode: ConsumerPattern['mode']): Loop | undefined {
  const call = code.outline.calls[index];
  if (!call) return undefined;
  if (mode === 'run') return { header: '', ends: false };
  if (mode === 'iterate') return iterated(code, index);
  for (let at = call.region; at > 0; at = code.outline.regions[at]?.parent ?? 0) {
    const region = code.outline.regions[at];
    if (!region || region.kind === 'function') return undefined;
    if (region.kind !== 'loop') continue;
    const header = headerOf(code, region);
    if (!endless.test(header) && !flagged.test(header)) continue;
    return { header, ends: hasEnd(code, at) };
  }
  return undefined;
}

function headerOf({ text }: ResolvedCode, { opener, body }: Region): string {
  return text.slice(opener.start, Math.min(body.start, opener.start + 300)).trim();
}

/** `for message in consumer`, `for d := range deliveries`. */
function iterated(code: ResolvedCode, index: number): Loop | undefined {
  const { outline } = code;
  const call = outline.calls[index];
  if (!call) return undefined;
  const bound = outline.bindings.find(({ value }) => value?.kind === 'call' && value.call === index);
  const name = bound?.targets[0]?.names.join('.');
  for (const [at, region] of outline.regions.entries()) {
    if (region.kind !== 'loop') continue;
    const header = headerOf(code, region);
    const isHere = call.start >= region.opener.start && call.brackets.end <= region.body.start;
    const over =
      / (?:in|range|of) (.+)$/.exec(header.replace(/:= range/, 'of range'))?.[1] ?? /:\s*(.+)\)$/.exec(header)?.[1];
    const isOver = name !== undefined && over?.replace(/^range /, '').replace(/[\s:{)]+$/, '') === name;
    if (isHere || isOver) return { header, ends: hasEnd(code, at) };
  }
  return undefined;
}

/** Whether the loop is left otherwise than after an error. */
function hasEnd({ outline }: ResolvedCode, loop: number): boolean {
  return outline.exits.some((exit) => {
    if (exit.kind !== 'break' && exit.kind !== 'return') return false;
    for (let at = exit.region; at > 0; at = outline.regions[at]?.parent ?? 0) {
      const kind = outline.regions[at]?.kind;
      if (at === loop) return true;
      if (
        kind === 'function' ||
        kind === 'handler' ||
        (exit.kind === 'break' && (kind === 'loop' || kind === 'switch'))
      )
        return false;
    }
    return false;
  });
}
