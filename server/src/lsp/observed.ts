import { touches } from '../model/span.ts';
import { observedWords } from '../review/observed-words.ts';
import type { OpenDocument } from './context.ts';

/** At an alert or an objective: what the record of `prr observe` shows; undefined elsewhere. `plain` escapes markup. */
export function observedHover(
  { core, file }: OpenDocument,
  offset: number,
  plain: (text: string) => string,
): string | undefined {
  const { index } = core.live;
  for (const fact of index.file(file)?.facts ?? []) {
    if (!touches(fact.span, offset)) continue;
    if (fact.kind === 'objective') {
      const records = index.inWorkspace('observed-objective').map((each) => each.fact);
      const words = observedWords(fact, records);
      return words === undefined ? undefined : `${plain(words.slice(0, 1).toUpperCase() + words.slice(1))}.`;
    }
    if (fact.kind === 'alert') {
      const seen = index.inWorkspace('observed-alert').find((each) => each.fact.name === fact.name)?.fact;
      if (!seen) return undefined;
      const { fired, hours, nightHours, day } = seen;
      return `Fired ${fired === 1 ? 'once' : `${fired} times`}, ${hours} hours in 30 days (${nightHours} at night, 22:00–06:00 UTC), observed ${day}.`;
    }
  }
  return undefined;
}
