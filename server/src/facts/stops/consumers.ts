import type { ConsumerPattern } from '../../knowledge/serving.ts';
import type { ConsumerLoop } from '../../model/stop-fact.ts';
import type { Presence } from '../../model/observation.ts';
import type { Call } from '../../syntax/code/outline.ts';
import { callsNamed } from '../code/calls-named.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { isOpaque, knownLastNames, ownerAndName, placedCall, servingPacks } from '../servers/serving-match.ts';
import { functionOf } from './shutdown-hooks.ts';
import { callsIn, nameOfCall, writtenName } from '../code/written.ts';
import { loopOf, type Loop } from './consumer-loops.ts';
import { endsOnSignal } from './ended-context.ts';
import { say } from '../../words/say.ts';

/** Every place that takes messages from a broker until something stops it. */
export function extractConsumers(code: ResolvedCode): ConsumerLoop[] {
  return callsNamed(code, knownLastNames(code).consumers).flatMap(({ call, index }): ConsumerLoop[] => {
    const found = matching(code, index);
    const loop = found && loopOf(code, index, found.pattern.mode);
    if (!found || !loop) return [];
    const { library, pattern } = found;
    return [
      {
        kind: 'consumer-loop',
        span: call.nameSpan,
        api: nameOfCall(code, index),
        library,
        ...stopOf(code, call, { pattern, loop }),
        ...(isProgram(code, call.region) ? { isProgram: true as const } : {}),
      },
    ];
  });
}

function matching(code: ResolvedCode, index: number): { library: string; pattern: ConsumerPattern } | undefined {
  for (const { pack, serving, name } of placedCall(code, index)) {
    const pattern = serving.consumers.find(({ names }) => names.includes(name));
    if (pattern) return { library: pack.id, pattern };
  }
  if (!isOpaque(code, index)) return undefined;
  const written = ownerAndName(code, index);
  for (const pack of servingPacks(code)) {
    const pattern = pack.serving?.consumers.find(({ named }) => named.includes(written));
    if (pattern) return { library: pack.id, pattern };
  }
  return undefined;
}

interface Told {
  readonly stops: Presence;
  readonly because: string;
}

function stopOf(code: ResolvedCode, call: Call, { pattern, loop }: { pattern: ConsumerPattern; loop: Loop }): Told {
  if (pattern.stopsItself === 'present') return { stops: 'present', because: pattern.because };
  const given = pattern.context === undefined ? undefined : call.args[pattern.context]?.value;
  const bySignal = given ? endsOnSignal(code, given, call) : false;
  if (bySignal === true) return { stops: 'present', because: say('consumers.its-context-ends-on-the') };
  const stop = stopInHandler(code, { names: pattern.stops, header: loop.header });
  if (stop !== undefined) return { stops: 'present', because: say('consumers.ends-it-on-the-signal', { stop }) };
  if (bySignal === undefined) return { stops: 'unknown', because: say('consumers.what-ends-its-context-could') };
  if (loop.ends) return { stops: 'unknown', because: say('consumers.its-loop-has-another-exit') };
  const setter = setterOf(code, call, loop.header);
  if (setter !== undefined) return { stops: 'unknown', because: say('consumers.ends-its-loop-and-what', { setter }) };
  return { stops: 'absent', because: pattern.because };
}

/** Another method of the file that sets what the head of the loop asks: `running.set(false)`, `this.stopped = true`. */
function setterOf({ outline, resolver }: ResolvedCode, call: Call, header: string): string | undefined {
  const own = resolver.functionAround(call.region);
  const flag = (path: readonly string[]) => hasWord(header, path.filter((each) => each !== 'this').at(-1) ?? '');
  const set = outline.calls.find(
    ({ callee: { names }, region }) =>
      names.at(-1) === 'set' && flag(names.slice(0, -1)) && resolver.functionAround(region) !== own,
  );
  const assigned = outline.bindings.find(
    ({ how, value, targets, region }) =>
      how === 'assign' &&
      value?.kind === 'boolean' &&
      targets.some(({ names }) => flag(names)) &&
      resolver.functionAround(region) !== own,
  );
  const at = set?.region ?? assigned?.region;
  return at === undefined ? undefined : resolver.within(at);
}

/** What a handler of a signal in this file does to end it: calls its stop, or sets what the loop asks. */
function stopInHandler(code: ResolvedCode, { names, header }: { names: readonly string[]; header: string }) {
  const { outline, text } = code;
  const { hooks } = knownLastNames(code);
  for (const { call, index } of callsNamed(code, hooks)) {
    const pattern = placedCall(code, index).flatMap(({ serving, name }) =>
      serving.hooks.filter((hook) => hook.names.includes(name)),
    )[0];
    const given = pattern?.handler === undefined ? undefined : call.args[pattern.handler];
    if (!given) continue;
    const direct = given.value.kind === 'path' ? given.value.path.names : [];
    if (names.includes(direct.at(-1) ?? '')) return direct.join('.');
    const region = functionOf(code, given, call);
    const body = region === undefined ? undefined : outline.regions[region]?.body;
    if (region === undefined || !body) continue;
    for (const inner of callsIn(outline, body)) {
      const stop = outline.calls[inner];
      if (!stop) continue;
      const handed = stop.args.find(
        ({ value }) => value.kind === 'path' && names.includes(value.path.names.at(-1) ?? ''),
      );
      if (names.includes(stop.callee.names.at(-1) ?? '') || handed) return writtenName(outline, stop);
      // `stopped.set()`, which the head of the loop asks.
      const [flag = ''] = stop.callee.names;
      if (/^(set|cancel|abort)$/.test(stop.callee.names.at(-1) ?? '') && hasWord(header, flag))
        return writtenName(outline, stop);
    }
    const sets = outline.bindings.find(
      ({ how, span, targets }) =>
        (how === 'assign' || how === 'declare') &&
        span.start >= body.start &&
        span.end <= body.end &&
        targets.some(({ names: [...path] }) => hasWord(header, path.at(-1) ?? '')),
    );
    if (sets) return text.slice(sets.span.start, sets.span.end).slice(0, 40);
  }
  return undefined;
}

function hasWord(text: string, word: string): boolean {
  return word !== '' && text.split(/[^\w$]+/).includes(word);
}

/** Whether what stands in a region runs when the file is run. */
function isProgram(code: ResolvedCode, from: number, depth = 0): boolean {
  const { outline, resolver } = code;
  const region = resolver.functionAround(from);
  const own = outline.regions[region];
  if (!own || depth > 5) return false;
  const needsMain = outline.language === 'go' || outline.language === 'java';
  if (own.kind !== 'function') return !needsMain;
  if (needsMain && own.name === 'main') return true;
  if (own.name === undefined || own.expression) return own.parent >= 0 && isProgram(code, own.parent, depth + 1);
  return outline.calls.some(
    (call, index) =>
      call.callee.names.at(-1) === own.name &&
      resolver.callee(index).some((origin) => origin.kind === 'function' && origin.region === region) &&
      isProgram(code, call.region, depth + 1),
  );
}
