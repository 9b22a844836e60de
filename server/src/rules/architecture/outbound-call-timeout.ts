import type { ClientDefault, ClientExport, ClientUse, OutgoingCall } from '../../model/code-fact.ts';
import { related, rule, type Located, type RuleContext } from '../../model/rule.ts';
import { fixesOf } from '../vocabulary/repairs.ts';
import { makersOf, usesOf } from '../vocabulary/calls/shared-clients.ts';
import { callTarget, stepsOf, subjectOf } from '../vocabulary/calls/request-path.ts';
import { isRunByHand, runsInPage } from '../vocabulary/beside-service.ts';
import { say } from '../../words/say.ts';

export const outboundCallTimeout = rule({
  severity: 'warning',
  harm: 'outage',
  scope: 'project',
  since: '0.1.0',
  fix: 'suggestion',
  reads: ['outgoing-call', 'client-use'],
  check(call, context) {
    if (call.kind === 'client-use') return judgeUse(call, context);
    if (call.browser || call.protocol !== 'http') return;
    const name = nameOf(call);
    if (call.deadline === 'present')
      return context.shown(call.span, say('timeout.has-a-timeout', { name, because: call.because }));
    const makers = call.injected ? injectedFrom(call, context) : [];
    if (makers.length > 0 && makers.every(({ fact }) => fact.deadline === 'present')) {
      return context.shown(call.span, say('timeout.has-a-timeout-its-injected', { name }), {
        related: makers.map((maker) => related(maker, maker.fact.because)),
      });
    }
    if (makers.length > 0 && makers.every(({ fact }) => fact.deadline === 'absent')) {
      const message = say('timeout.may-have-no-timeout-its', { name });
      return context.cannotTell(call.span, message, ask, {
        related: makers.map((maker) => related(maker, maker.fact.because)),
      });
    }
    const handedOut = call.built
      ? context.inService('client-default').filter(({ fact }) => fact.by && fact.library === call.library)
      : [];
    if (handedOut.length > 0 && handedOut.every(({ fact }) => fact.deadline === 'present'))
      return context.shown(call.span, say('timeout.has-a-timeout', { name, because: handedOut[0]?.fact.because }), {
        related: handedOut.map((each) => related(each, each.fact.because)),
      });
    if (call.deadline === 'unknown') return judgeByCallers(call, name, context);
    const isUnseen = call.role === 'client' || call.target === undefined || call.target.startsWith('${}');
    if (isUnseen && runsInPage(context.file, context.inWorkspace('package-scripts'))) {
      const message = say('timeout.may-have-no-timeout-it', { name });
      return context.cannotTell(call.span, message, say('timeout.does-it-call-the-server'));
    }
    if (isRunByHand(context.file)) {
      const message = say('timeout.has-no-timeout-in-a', { name, because: call.because });
      return context.cannotTell(call.span, message, say('timeout.does-a-pipeline-or-another'));
    }
    const elsewhere = context
      .inService('client-default')
      .filter(({ file, fact }) => file !== context.file && reaches(fact, call));
    if (elsewhere.length > 0) {
      const places = elsewhere.map((each) => related(each, each.fact.because));
      return context.cannotTell(call.span, say('timeout.may-have-no-timeout-another', { name }), ask, {
        related: places,
      });
    }
    const uses = call.role === 'client' ? usesOf(call, context) : [];
    if (uses.length > 0 && uses.every(({ fact }) => fact.own !== 'absent')) {
      const places = uses.slice(0, 5).map((use) => related(use, say('timeout.sets-its-own', { api: use.fact.api })));
      const isSure = uses.every(({ fact }) => fact.own === 'present');
      const message = say(isSure ? 'timeout.has-no-timeout-but-calls' : 'timeout.has-no-timeout-but-calls-through', {
        name,
      });
      return isSure
        ? context.shown(call.span, message, { related: places })
        : context.cannotTell(call.span, message, ask, { related: places });
    }
    const fixes = fixesOf(call.repair, context.file);
    const path = call.role === 'call' ? context.onPath(call.span) : undefined;
    const steps = path?.waits === 'user' ? { related: stepsOf(path) } : {};
    context.violated(call.span, say('timeout.has-no-timeout-a-hung', { name, because: call.because }), {
      ...steps,
      fixes,
    });
  },
});

/** A call of which only what comes in from its callers tells: the way of the request may. */
function judgeByCallers(call: OutgoingCall, name: string, context: RuleContext): void {
  const path = call.role === 'call' ? context.onPath(call.span) : undefined;
  if (path && call.byCaller && path.limit === 'limited')
    return context.shown(call.span, say('timeout.has-a-timeout', { name, because: path.because }), {
      related: stepsOf(path),
    });
  const steps = path?.waits === 'user' ? { related: stepsOf(path) } : {};
  if (!path || !call.byCaller || path.limit !== 'none' || path.waits !== 'user')
    return context.cannotTell(
      call.span,
      say('timeout.may-have-no-timeout', { name, because: call.because }),
      ask,
      steps,
    );
  const message = say('timeout.waits-indefinitely-for', {
    subject: subjectOf(path),
    callTarget: callTarget(call, context),
    because: path.because,
  });
  context.violated(call.span, message, steps);
}

/** Clients of the service that may be the one which a call gets by its type alone. */
function injectedFrom(call: OutgoingCall, context: RuleContext): readonly Located<ClientExport>[] {
  return context.inService('client-export').filter(({ fact }) => fact.library === call.library && !fact.wrapper);
}

/** A call through a client that another file makes. */
function judgeUse(use: ClientUse, context: RuleContext): void {
  const makers = makersOf(use, context);
  const [maker] = makers;
  if (!maker) return;
  const evidence = { related: [related(maker, maker.fact.because)] };
  if (use.own === 'present')
    return context.shown(use.span, say('timeout.sets-its-own-timeout', { api: use.api }), evidence);
  const deadlines = new Set(makers.map(({ fact }) => fact.deadline));
  if (deadlines.size === 1 && deadlines.has('present'))
    return context.shown(use.span, say('timeout.has-a-timeout-its-client', { api: use.api }), evidence);
  if (deadlines.size === 1 && deadlines.has('absent') && use.own === 'absent' && !maker.fact.carries)
    return context.violated(
      use.span,
      say('timeout.has-no-timeout-a-hung', { name: use.api, because: maker.fact.because }),
      evidence,
    );
  const doubt = deadlines.has('absent') ? say('timeout.its-client-sets-none') : maker.fact.because;
  context.cannotTell(use.span, say('timeout.may-have-no-timeout', { name: use.api, because: doubt }), ask, evidence);
}

/** Whether a default for the whole process may bound this call or client. */
function reaches({ library, reaches, deadline, by }: ClientDefault, call: OutgoingCall): boolean {
  return (
    by === undefined && library === call.library && deadline !== 'absent' && (reaches === 'all' || call.role === 'call')
  );
}

const ask = say('timeout.set-a-timeout-on-this');

/** `net/http.Client` is written `http.Client`, `axios.create().get` as it stands. */
function nameOf({ api, library }: OutgoingCall): string {
  const slash = api.lastIndexOf('/');
  // Java's packages say little, and much of it.
  const own = library.startsWith('java-') ? api.replace(/^([a-z]\w*\.)+(?=[A-Z])/, '') : api;
  return own.slice(slash + 1).replaceAll('{}', '');
}
