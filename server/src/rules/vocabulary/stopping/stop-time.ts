import type { Container } from '../../../model/artefact-fact.ts';
import { openSharers } from '../../../model/families.ts';
import type { ProductionPicture, Start } from '../../../model/production.ts';
import { related, type RuleContext } from '../../../model/rule.ts';
import type { Related } from '../../../model/site.ts';
import { oncePer } from '../lookup.ts';
import { factsOfProgram, startedBy, type Started } from '../picture.ts';
import { say } from '../../../words/say.ts';

/** Seconds that a container takes to stop, as far as they are written. */
export interface Stop {
  readonly container: Container;
  readonly preStop: number;
  readonly drain: number;
  /** It drains without a limit that is written. */
  readonly isOpen: boolean;
  readonly places: readonly Related[];
}

/** Seconds that are sure: the hook, and then the drain. */
export function sumOf({ preStop, drain }: Stop): number {
  return preStop + drain;
}

/** What is written of how long a container takes to stop. */
export function stopOf(container: Container, context: RuleContext): Stop {
  const { preStop } = container;
  const picture = context.production();
  const started = picture && startedBy(picture, { file: context.file, fact: container });
  const places: Related[] = preStop
    ? [{ file: context.file, span: preStop.span, message: say('stop-time.prestop-of', { name: container.name }) }]
    : [];
  const own = { container, preStop: preStop?.seconds ?? 0 };
  if (!picture || !started) return { ...own, drain: 0, isOpen: false, places };
  const limits = factsOfProgram(started.program, 'drain-limit', { context, picture });
  const argument = argumentLimit(started);
  // Of several servers the slowest is sure; that they stop one after the other is not.
  const slowest = limits.toSorted((a, b) => b.fact.seconds - a.fact.seconds)[0];
  if (argument !== undefined && argument.seconds >= (slowest?.fact.seconds ?? 0)) {
    const at: Related = { ...argument.start.at, message: `${argument.flag} ${argument.seconds}` };
    return { ...own, drain: argument.seconds, isOpen: false, places: [...places, at] };
  }
  if (slowest && isOfOthers(started, slowest.file, picture)) {
    const at = related(
      slowest,
      say('stop-time.waits-up-to-s-in', { by: slowest.fact.by, seconds: slowest.fact.seconds }),
    );
    return { ...own, drain: 0, isOpen: true, places: [...places, at] };
  }
  if (slowest) {
    const at = related(slowest, say('stop-time.waits-up-to-s', { by: slowest.fact.by, seconds: slowest.fact.seconds }));
    return { ...own, drain: slowest.fact.seconds, isOpen: false, places: [...places, at] };
  }
  const drains = factsOfProgram(started.program, 'shutdown-hook', { context, picture }).find(
    ({ fact }) => fact.drains === 'present',
  );
  return {
    ...own,
    drain: 0,
    isOpen: drains !== undefined,
    places: drains ? [...places, related(drains, drains.fact.because)] : places,
  };
}

/** Whether code may be run by another command of the program alone, as which another service starts it. */
function isOfOthers({ program }: Started, file: string, picture: ProductionPicture): boolean {
  return program.entry !== file && program.files.has(file) && sharersOf(picture)(program, file).length > 0;
}

const sharersOf = oncePer(openSharers);

/** `--graceful-timeout 60` of Gunicorn and Hypercorn, `--timeout-graceful-shutdown 60` of Uvicorn. */
function argumentLimit({ start }: Started): { seconds: number; flag: string; start: Start } | undefined {
  const words = (start.command ?? []).join(' ');
  const found = /(--graceful-timeout|--timeout-graceful-shutdown)[ =](\d+)\b/.exec(words);
  const [, flag = '', seconds] = found ?? [];
  return seconds === undefined ? undefined : { seconds: Number(seconds), flag, start };
}
