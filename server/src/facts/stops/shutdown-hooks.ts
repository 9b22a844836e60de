import type { ShutdownHook } from '../../model/code-fact.ts';
import type { Presence } from '../../model/observation.ts';
import type { HookPattern } from '../../knowledge/serving.ts';
import type { Argument, Call } from '../../syntax/code/outline.ts';
import { threadFunction } from './java-threads.ts';
import { isReport } from '../errors/loggers.ts';
import { callsNamed } from '../code/calls-named.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { knownLastNames, placed, placedCall } from '../servers/serving-match.ts';
import { reachedBehindWait } from './reached.ts';
import { abortCalls, drainCalls, servingOfStop } from './stop-calls.ts';
import { faultOfStop } from './stop-fault.ts';
import { callsIn, lastName, nameOfCall, writtenName } from '../code/written.ts';
import type { StopFault } from './end-behind.ts';
import { say } from '../../words/say.ts';

/** Calls that let nothing finish. */
const ends =
  /^(process\.(exit|abort|kill)|os\.(Exit|_exit)|sys\.exit|System\.exit|setTimeout|clearTimeout|console\.\w+)$|\.(forceShutdown|closeAllConnections)$/;

/** What reacts to a signal, and calls that stop a server gracefully without a hook in this file. */
export function extractShutdownHooks(code: ResolvedCode): ShutdownHook[] {
  const { hooks } = knownLastNames(code);
  const modules = hooks.has('default') ? namesOfModules(code) : new Set<string>();
  const isHook = (last: string) => hooks.has(last) || modules.has(last);
  const found = callsNamed(code, isHook).flatMap(({ index }) => {
    for (const { serving, name } of placedCall(code, index)) {
      const pattern = serving.hooks.find((hook) => hook.names.includes(name));
      if (pattern) return hookFact(code, index, pattern);
    }
    return [];
  });
  const all = [...found, ...pluginFacts(code)];
  return all.length > 0 ? all : drainFacts(code);
}

/** What this file calls the modules of packs, whose default export may be the hook itself. */
function namesOfModules({ outline, knowledge }: ResolvedCode): ReadonlySet<string> {
  const isKnown = (module: string) =>
    knowledge.forModule(outline.language, module).some((pack) => pack.serving?.hooks.some(isDefault));
  return new Set(outline.imports.flatMap(({ module, local }) => (isKnown(module) ? [local] : [])));
}

function isDefault({ names }: HookPattern): boolean {
  return names.includes('default');
}

/** Plug-ins that react to signals once they are handed to the framework. */
function pluginFacts({ outline, knowledge }: ResolvedCode): ShutdownHook[] {
  return outline.imports.flatMap(({ module, span, typeOnly }) =>
    knowledge.forModule(outline.language, module).flatMap((pack): ShutdownHook[] => {
      const plugin = typeOnly ? undefined : pack.serving?.plugin;
      if (!plugin) return [];
      return [
        { kind: 'shutdown-hook', span, api: module, signals: [], drains: plugin.drains, because: plugin.because },
      ];
    }),
  );
}

function hookFact(code: ResolvedCode, index: number, pattern: HookPattern): ShutdownHook[] {
  const call = code.outline.calls[index];
  if (!call) return [];
  const signals = pattern.signals === undefined ? [] : signalsOf(code, call, pattern);
  if (signals === 'none') return [];
  const look = pattern.drains === 'look' ? whatRuns(code, call, pattern) : undefined;
  return [
    {
      kind: 'shutdown-hook',
      span: call.nameSpan,
      api: nameOfCall(code, index),
      signals,
      drains: look?.drains ?? (pattern.drains === 'look' ? 'unknown' : pattern.drains),
      because: look?.because ?? pattern.because,
    },
  ];
}

/** Signals that a hook names; `none` where it is about something else, as `process.on('exit')`. */
function signalsOf({ resolver, text }: ResolvedCode, call: Call, pattern: HookPattern): string[] | 'none' {
  const from = pattern.signals ?? 0;
  const given = pattern.handler === undefined ? call.args.slice(from) : call.args.slice(from, from + 1);
  const at = { region: call.region, offset: call.start };
  const names: string[] = [];
  for (const { value } of given) {
    if (value.kind === 'string') names.push(value.text);
    else if (value.kind === 'path' && /SIG[A-Z0-9]+$|Interrupt$|Kill$/.test(value.path.names.at(-1) ?? '')) {
      names.push(value.path.names.at(-1) ?? '');
    } else {
      const listed = resolver.evaluate(value, at).flatMap((origin) => {
        if (origin.kind !== 'value') return [];
        const items = origin.value.kind === 'list' ? origin.value.items : [origin.value];
        return items.map((item) => (item.kind === 'string' ? item.text : text.slice(item.span.start, item.span.end)));
      });
      // A signal that a loop or a parameter gives is one of those that the file names.
      names.push(
        ...(listed.length > 0 ? listed : (text.match(/\bSIG(TERM|INT|QUIT|HUP|USR2)\b|os\.Interrupt/g) ?? [])),
      );
    }
  }
  const signals = names.map(signalName).filter((name) => name !== undefined);
  return given.length > 0 && signals.length === 0 ? 'none' : [...new Set(signals)];
}

function signalName(written: string): string | undefined {
  const last = lastName(written);
  if (last === 'Interrupt') return 'SIGINT';
  return /^SIG(TERM|INT|QUIT|HUP|USR1|USR2)$/.test(last) ? last : undefined;
}

interface Looked {
  readonly drains: Presence;
  readonly because: string;
}

function whatRuns(code: ResolvedCode, call: Call, pattern: HookPattern): Looked {
  const placed = pattern.handler === undefined ? undefined : call.args[pattern.handler];
  // Options may stand before the function.
  const given = placed?.value.kind === 'object' ? call.args.at(-1) : placed;
  if (pattern.handler === undefined) return inFile(code, pattern);
  const stop = given && code.outline.language === 'java' ? stopReference(code, given, call) : undefined;
  if (stop) return { drains: 'present', because: say('shutdown-hooks.stops-the-server-gracefully', { stop }) };
  const region = given ? functionOf(code, given, call) : undefined;
  if (region === undefined) {
    const name = given?.value.kind === 'path' ? given.value.path.names.join('.') : 'the handler';
    return { drains: 'unknown', because: say('shutdown-hooks.what-does-could-not-be', { name }) };
  }
  return inFunction(code, region);
}

/** `new Thread(server::stop)`. */
function stopReference(code: ResolvedCode, { value }: Argument, call: Call): string | undefined {
  const made = value.kind === 'call' ? code.outline.calls[value.call] : undefined;
  const given = made?.constructs ? made.args[0]?.value : value;
  if (given?.kind !== 'path') return undefined;
  const at = { region: call.region, offset: given.span.start };
  const known = code.resolver.evaluate(given, at).flatMap(code.resolver.identify);
  const stops = known.some((each) => placed(code, each).some(({ serving, name }) => serving.drains.includes(name)));
  return stops ? given.path.names.join('.') : undefined;
}

/** The function that is given to a call, where it is in this file. */
export function functionOf(code: ResolvedCode, given: Argument, call: Call): number | undefined {
  const { resolver } = code;
  if (given.value.kind === 'function') return given.value.region;
  if (code.outline.language === 'java')
    return threadFunction(code, given.value, { region: call.region, offset: given.span.start });
  const origins = resolver.evaluate(given.value, { region: call.region, offset: given.span.start });
  for (const origin of origins) {
    if (origin.kind === 'function') return origin.region;
    // `shutdown('SIGTERM')` and `close.bind(server)` give the function that runs.
    const made =
      origin.kind === 'result' ? resolver.callee(origin.call).find((each) => each.kind === 'function') : undefined;
    if (made?.kind === 'function') return made.region;
  }
  return undefined;
}

/** Where a channel or context carries the signal, it leads to a graceful stop that runs behind a wait. */
function inFile(code: ResolvedCode, pattern: HookPattern): Looked {
  const { outline } = code;
  const written = (index: number) => (outline.calls[index] ? writtenName(outline, outline.calls[index]) : '');
  const found = drainCalls(code).map((index): Looked => {
    const name = written(index);
    const reach = outline.language === 'go' ? reachedBehindWait(code, index) : { by: [] };
    if (!reach) return { drains: 'unknown', because: say('own-stop.what-calls-could-not-be', { name }) };
    return (
      faultOfStop(code, index, reach.by) ?? {
        drains: 'present',
        because: say('own-stop.stops-it-gracefully', { name }),
      }
    );
  });
  const abort = abortCalls(code).find((index) => outline.language !== 'go' || reachedBehindWait(code, index));
  return (
    found.find(({ drains }) => drains === 'present') ??
    found.find(({ drains }) => drains === 'unknown') ??
    found[0] ??
    (abort === undefined ? undefined : cutOff(written(abort))) ?? { drains: 'unknown', because: pattern.because }
  );
}

function cutOff(name: string): Looked {
  return { drains: 'absent', because: say('shutdown-hooks.does-not-drain-requests', { name }) };
}

/** Follows a function and those of this file that it calls. */
function inFunction(code: ResolvedCode, start: number): Looked {
  const { outline, resolver } = code;
  const seen = new Set<number>();
  const queue: Run[] = [{ region: start, by: [] }];
  const drains = new Set(drainCalls(code));
  const aborts = new Set(abortCalls(code));
  let unclear: string | undefined;
  let aborted: string | undefined;
  let fault: Looked | undefined;
  let waited: readonly number[] = [];
  let drained: { readonly index: number; readonly name: string } | undefined;
  for (let run = queue.pop(); run !== undefined && seen.size < 30; run = queue.pop()) {
    const { region, by } = run;
    const own = outline.regions[region];
    if (seen.has(region) || !own) continue;
    seen.add(region);
    const inside = callsIn(outline, own.body);
    waited = [...waited, ...inside];
    for (const index of inside) {
      const call = outline.calls[index];
      if (!call) continue;
      const written = writtenName(outline, call);
      if (drains.has(index)) {
        const found = faultOfStop(code, index, by);
        if (found) fault ??= found;
        else drained ??= { index, name: written };
        continue;
      }
      if (aborts.has(index) && unclear === undefined) aborted ??= written;
      const runs = resolver.callee(index).flatMap((origin) => (origin.kind === 'function' ? [origin.region] : []));
      queue.push(...runs.map((each) => ({ region: each, by: [...by, index] })));
      for (const { value } of call.args)
        if (value.kind === 'path' && value.path.base === undefined)
          queue.push(...passed(code, call, value.path.names).map((each) => ({ region: each, by: [] })));
      if (runs.length === 0 && !ends.test(written) && !isReport(code, index)) unclear ??= written;
    }
    const sets = outline.bindings.find((binding) => binding.how === 'assign' && binding.region === region);
    if (sets) unclear ??= sets.targets[0]?.names.join('.');
  }
  if (drained && outline.language === 'java' && !isWaitedFor(code, drained.index, waited))
    return { drains: 'absent', because: say('shutdown-hooks.nothing-waits-for-so-the', { name: drained.name }) };
  if (drained)
    return { drains: 'present', because: say('shutdown-hooks.stops-the-server-gracefully', { stop: drained.name }) };
  if (fault) return fault;
  if (aborted !== undefined) return cutOff(aborted);
  if (unclear !== undefined)
    return { drains: 'unknown', because: say('shutdown-hooks.whether-drains-the-server-could', { unclear }) };
  return { drains: 'absent', because: say('shutdown-hooks.its-handler-exits-without-stopping') };
}

interface Run {
  readonly region: number;
  /** The calls that led there. */
  readonly by: readonly number[];
}

/** Whether one of the calls waits for a stop that returns at once. */
function isWaitedFor(code: ResolvedCode, stop: number, calls: readonly number[]): boolean {
  const by = servingOfStop(code, stop)?.stopsWaitedBy ?? [];
  return by.length === 0 || calls.some((index) => by.includes(code.outline.calls[index]?.callee.names.at(-1) ?? ''));
}

/** A function of this file that is handed on may run, too. */
function passed({ resolver }: ResolvedCode, call: Call, names: readonly string[]): number[] {
  return resolver
    .origins({ names }, { region: call.region, offset: call.start })
    .flatMap((origin) => (origin.kind === 'function' && origin.names.length === 0 ? [origin.region] : []));
}

/** Go code waits for a signal where it stands; a stop that nothing in the file runs behind a wait is run by others. */
function uncalled(code: ResolvedCode, index: number): StopFault | undefined {
  const call = code.outline.calls[index];
  if (!call || code.outline.language !== 'go' || reachedBehindWait(code, index)) return undefined;
  return {
    drains: 'unknown',
    because: say('own-stop.what-calls-could-not-be', { name: writtenName(code.outline, call) }),
  };
}

function drainFacts(code: ResolvedCode): ShutdownHook[] {
  return drainCalls(code)
    .slice(0, 3)
    .flatMap((index): ShutdownHook[] => {
      const call = code.outline.calls[index];
      if (!call) return [];
      const fault = faultOfStop(code, index, []) ?? uncalled(code, index);
      return [
        {
          kind: 'shutdown-hook',
          span: call.nameSpan,
          api: nameOfCall(code, index),
          signals: [],
          drains: fault?.drains ?? 'present',
          because:
            fault?.because ??
            say('shutdown-hooks.stops-a-server-gracefully-when', { writtenName: writtenName(code.outline, call) }),
          needsCall: true,
        },
      ];
    });
}
