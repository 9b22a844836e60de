import { touches } from '../model/span.ts';
import type { OpenDocument } from './context.ts';

/** At an alert: how often it fired, from the record of `prr observe`; undefined elsewhere. */
export function observedHover({ core, file }: OpenDocument, offset: number): string | undefined {
  const { index } = core.live;
  const alert = index.file(file)?.facts.find((fact) => fact.kind === 'alert' && touches(fact.span, offset));
  if (alert?.kind !== 'alert') return undefined;
  const seen = index.inWorkspace('observed-alert').find(({ fact }) => fact.name === alert.name)?.fact;
  if (!seen) return undefined;
  const { fired, hours, nightHours, day } = seen;
  return `Fired ${fired === 1 ? 'once' : `${fired} times`}, ${hours} hours in 30 days (${nightHours} at night, 22:00–06:00 UTC), observed ${day}.`;
}
