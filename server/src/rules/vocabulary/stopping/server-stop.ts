import type { ServerStart, ShutdownHook } from '../../../model/code-fact.ts';
import { related, type Located, type RuleContext } from '../../../model/rule.ts';
import type { ThreadStart } from '../../../model/stop-fact.ts';
import { isAside } from '../aside.ts';
import { shortName } from '../calls/call-names.ts';
import { fixesOf } from '../repairs.ts';
import {
  hooksAround,
  isBehind,
  reactsToTerm,
  servesMonitoringAlone,
  servesNoWeb,
  servesProbesAlone,
  settingAbove,
  settingAmong,
} from './shutdown.ts';
import { say } from '../../../words/say.ts';

/** Judges a server: something must stop it on SIGTERM and let its requests finish. */
export function judgeServer(server: ServerStart, context: RuleContext): void {
  if (server.local || server.port === 0 || server.auxiliary || isAside(context.file)) return;
  if (server.library === 'java-spring-boot' && servesNoWeb(context)) return;
  const thread = server.stopsItself === 'present' ? threadOf(server, context) : undefined;
  if (thread) {
    const message = say('server-stop.handles-no-signals-in-a', { api: shortName(server.api) });
    return context.cannotTell(server.span, message, say('server-stop.what-stops-this-server-on'), {
      related: [related(thread, say('server-stop.the-thread'))],
    });
  }
  if (server.stopsItself === 'present') return context.shown(server.span, server.because);
  const all = hooksAround(context);
  const setting = server.stopsItself === 'unknown' ? (settingAmong(all) ?? settingAbove(context)) : undefined;
  if (setting) return judgeSetting(server, setting, context);
  // A setting says nothing of a server that is started by hand.
  const hooks = all.filter(({ fact }) => !fact.decides);
  judge(server, hooks, context);
}

/** The start of the thread that a server of Python runs in: only the main thread handles signals. */
function threadOf({ span, within }: ServerStart, { file, inService }: RuleContext): Located<ThreadStart> | undefined {
  return inService('thread-start').find(({ file: at, fact: { target, runs } }) => {
    if (at !== file) return within !== undefined && target === within;
    const isInside = runs !== undefined && runs.start <= span.start && span.end <= runs.end;
    return isInside || (within !== undefined && target?.split('.').at(-1) === within);
  });
}

type Hook = Located<ShutdownHook>;

/** A stop in a file that starts a server is that server's. */
function servesItself(file: string, context: RuleContext): boolean {
  return context.inService('server').some((other) => other.file === file && !other.fact.auxiliary);
}

function judgeSetting({ span }: ServerStart, setting: Hook, context: RuleContext): void {
  const { because, drains } = setting.fact;
  const evidence = { related: [related(setting, because)] };
  if (drains === 'present') return context.shown(span, because, evidence);
  context.violated(span, say('server-stop.in-flight-requests-are-dropped', { because }), evidence);
}

/** Of several servers in a file, each is judged by its own stop: whether that decides. */
function judgeOwnStop(server: ServerStart, hook: Hook, context: RuleContext): boolean {
  const { ownStop, stopsOther, cut, span } = server;
  if (cut || (!ownStop && stopsOther === undefined)) return false;
  const { file } = context;
  if (!ownStop) {
    const message = say('server-stop.stops-another-server-on-sigterm', { stopsOther });
    context.cannotTell(span, message, say('server-stop.what-stops-this-server-on'), {
      related: [related(hook, hook.fact.because)],
    });
    return true;
  }
  const evidence = { related: [{ file, span: ownStop.span, message: ownStop.because }] };
  if (ownStop.drains === 'present')
    context.shown(span, say('server-stop.requests-finish-on-sigterm', { because: ownStop.because }), evidence);
  else if (ownStop.drains === 'absent')
    context.violated(span, say('server-stop.in-flight-requests-are-dropped', { because: ownStop.because }), evidence);
  else context.cannotTell(span, ownStop.because, say('server-stop.what-stops-this-server-on'), evidence);
  return true;
}

function judge(server: ServerStart, hooks: readonly Hook[], context: RuleContext): void {
  const onSignal = hooks.filter(({ fact }) => !fact.needsCall && reactsToTerm(fact));
  const drains = hooks.find(({ fact }) => fact.needsCall && fact.drains !== 'absent');
  // A stop in another file may be that of another server.
  const own = drains?.file === context.file && drains.fact.drains === 'present' ? drains : undefined;
  const draining = onSignal.find(({ fact }) => fact.drains === 'present');
  const unclear = onSignal.find(({ fact }) => fact.drains === 'unknown');
  const evidence = (hook: Hook) => ({ related: [related(hook, hook.fact.because)] });
  const late = draining?.file === context.file && isBehind(draining.fact, server);
  if (draining && late) {
    const message = say('server-stop.sigterm-is-handled-after-returns', { api: shortName(server.api) });
    return context.violated(server.span, message, evidence(draining));
  }
  if (draining?.file === context.file && judgeOwnStop(server, draining, context)) return;
  if (draining && server.unstoppable) {
    return context.cannotTell(
      server.span,
      say('server-stop.cannot-drain-on-sigterm-but', { api: shortName(server.api) }),
      say('server-stop.does-it-serve-users'),
      evidence(draining),
    );
  }
  if (draining && draining.file !== context.file && servesItself(draining.file, context)) {
    return context.cannotTell(
      server.span,
      say('server-stop.sigterm-stops-the-server-of', { file: draining.file }),
      say('server-stop.what-stops-this-server-on'),
      evidence(draining),
    );
  }
  if (draining && server.cut?.sure)
    return context.violated(
      server.span,
      say('server-stop.in-flight-requests-are-dropped', { because: server.cut.because }),
      evidence(draining),
    );
  if (draining && server.cut) {
    const ask = say('server-stop.does-the-program-wait-for');
    return context.cannotTell(server.span, server.cut.because, ask, evidence(draining));
  }
  if (draining)
    return context.shown(
      server.span,
      say('server-stop.requests-finish-on-sigterm', { because: draining.fact.because }),
      evidence(draining),
    );
  const paths = context.inFile('route').map(({ path }) => path);
  const all = context.withShared('route').map(({ fact }) => fact.path);
  // Its other paths may be registered in other files, or found by a framework that brings health itself.
  const isForProbes = server.library !== 'java-spring-boot' && servesProbesAlone(paths) && servesProbesAlone(all);
  if (servesMonitoringAlone(paths) || isForProbes) {
    const message = say('server-stop.in-flight-requests-are-dropped-on', { paths: paths.slice(0, 3).join(', ') });
    return context.cannotTell(server.span, message, say('server-stop.does-it-serve-users'));
  }
  if (server.unstoppable) {
    return context.violated(
      server.span,
      say('server-stop.cannot-drain-requests-on-sigterm', { api: shortName(server.api), because: server.because }),
    );
  }
  if (unclear && own && server.cut) {
    const { because, sure } = server.cut;
    if (sure)
      return context.violated(
        server.span,
        say('server-stop.in-flight-requests-are-dropped', { because }),
        evidence(own),
      );
    return context.cannotTell(server.span, because, say('server-stop.does-the-program-wait-for'), evidence(own));
  }
  const faulty = hooks.find(({ file, fact }) => file === context.file && fact.needsCall && fact.drains === 'absent');
  if (unclear && faulty)
    return context.violated(
      server.span,
      say('server-stop.in-flight-requests-are-dropped', { because: faulty.fact.because }),
      evidence(faulty),
    );
  if (unclear && own) {
    return context.shown(
      server.span,
      say('server-stop.receives-sigterm', { api: shortName(unclear.fact.api), because: own.fact.because }),
      {
        related: [...evidence(unclear).related, ...evidence(own).related],
      },
    );
  }
  if (unclear) {
    return context.cannotTell(
      server.span,
      say('server-stop.handles-sigterm-but', { api: shortName(unclear.fact.api), because: unclear.fact.because }),
      say('server-stop.does-its-handler-drain-in'),
      evidence(unclear),
    );
  }
  if (drains) {
    return context.cannotTell(
      server.span,
      say('server-stop.it-can-be-drained-but'),
      say('server-stop.what-stops-it-on-sigterm'),
      evidence(drains),
    );
  }
  if (server.stopsItself === 'unknown')
    return context.cannotTell(server.span, server.because, say('server-stop.is-this-the-production-entry'));
  const abrupt = onSignal[0];
  if (abrupt) {
    return context.violated(
      server.span,
      say('server-stop.in-flight-requests-are-dropped', { because: abrupt.fact.because }),
      evidence(abrupt),
    );
  }
  const other = hooks.find(({ fact }) => fact.signals.length > 0);
  if (other) {
    return context.violated(
      server.span,
      say('server-stop.in-flight-requests-are-dropped-on-sigterm', { signals: other.fact.signals.join(', ') }),
      evidence(other),
    );
  }
  const fixes = fixesOf(server.repair, context.file);
  // Process 1 without a handler is not ended by SIGTERM, but by the SIGKILL that follows: a stop all the same.
  context.violated(server.span, say('server-stop.in-flight-requests-are-dropped', { because: server.because }), {
    fixes,
  });
}
