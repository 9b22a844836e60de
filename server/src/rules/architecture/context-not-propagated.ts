import type { ContextUse } from '../../model/context-fact.ts';
import { related, rule, type RuleContext } from '../../model/rule.ts';
import { fixesOf } from '../vocabulary/repairs.ts';
import { stepsOf, subjectOf } from '../vocabulary/calls/request-path.ts';
import { say } from '../../words/say.ts';

export const contextNotPropagated = rule({
  severity: 'warning',
  harm: 'outage',
  scope: 'file',
  refines: true,
  since: '0.2.0',
  fix: 'suggestion',
  reads: ['context-use'],
  check(use, context) {
    const { span, atHand, api, doubt } = use;
    switch (use.does) {
      case 'begins': {
        const path = context.onPath(span);
        if (path?.carrier === undefined || path.waits !== 'user') return;
        const carrier = path.carrier.replace(/^the /, '');
        const message = say('context-not-propagated.gets-not-its-callers-cannot', {
          atHand,
          api,
          carrier,
          subject: subjectOf(path),
        });
        const evidence = { related: stepsOf(path) };
        if (asking.test(atHand)) return context.violated(span, message, evidence);
        // What is written may have to be finished, and what waits for nothing needs no limit.
        const ask = say('context-not-propagated.can-wait-for-long-and', { atHand });
        return context.cannotTell(span, message, ask, evidence);
      }
      case 'passes':
        return context.shown(span, say('context-not-propagated.receives', { api, atHand }));
      case 'without':
        return context.cannotTell(
          span,
          say('context-not-propagated.takes-no-context-it-keeps', { api }),
          say('context-not-propagated.does-the-driver-or-the'),
        );
      case 'keeps-cancel':
        return context.shown(span, say('context-not-propagated.cancel-for-is-called-or', { atHand }));
      case 'stores-cancel':
        return judgeDrawer(use, context);
      case 'takes-cancel':
        return;
      case 'loses-cancel':
        return context.violated(span, say('context-not-propagated.cancel-for-is-not-called', { atHand }), {
          fixes: fixesOf(use.repair, context.file),
        });
      case 'unused':
        return context.violated(span, say('context-not-propagated.no-call-receives-the-context', { api }));
      case 'ignores':
        return context.violated(span, say('context-not-propagated.this-endless-loop-ignores-it', { atHand }));
      case 'outlived':
        return context.violated(span, say('context-not-propagated.is-cancelled-when-the-response', { atHand }));
      case 'begins-anew':
      case 'drops': {
        const [message, consequence] =
          use.does === 'drops'
            ? [
                say('context-not-propagated.does-not-receive', { api, atHand }),
                say('context-not-propagated.it-keeps-running-after-the'),
              ]
            : [
                say('context-not-propagated.replaces', { api, atHand }),
                say('context-not-propagated.the-callers-deadline-and-cancellation'),
              ];
        if (doubt === undefined)
          return context.violated(span, say('joint.more', { message, more: consequence }), {
            fixes: fixesOf(use.repair, context.file),
          });
        return context.cannotTell(
          span,
          say('joint.more', { message, more: doubt }),
          say('context-not-propagated.is-this-work-meant-to'),
        );
      }
    }
  },
});

/** Calls that wait for an answer which only their caller needs: requests, and queries that read. */
const asking = /(?:^|\.)(?:NewRequestWithContext|Query(?:Row)?Context|SelectContext|GetContext|PingContext)$/;

/** What ends a context is kept: whether anything of the package takes it out again. */
function judgeDrawer({ span, atHand, drawer }: ContextUse, context: RuleContext): void {
  if (!drawer || !context.production()) return;
  const folder = folderOf(context.file);
  const all = context
    .inWorkspace('context-use')
    .filter(({ file, fact }) => fact.drawer?.name === drawer.name && folderOf(file) === folder);
  // What no other file is joined with, a test or a copied package, tells for itself alone.
  const isJoined = all.some(({ file }) => file === context.file);
  const own = context.inFile('context-use').flatMap((fact) => (fact.drawer ? [{ file: context.file, fact }] : []));
  const named = isJoined ? all : own.filter(({ fact }) => fact.drawer?.name === drawer.name);
  const taken = named.filter(
    ({ fact: { does, drawer: from } }) =>
      does === 'takes-cancel' && (from?.of === undefined || drawer.of === undefined || from.of === drawer.of),
  );
  const [first] = taken;
  const isSame = taken.some(({ fact }) => fact.drawer?.of === drawer.of);
  const others = new Set(named.flatMap(({ fact }) => (fact.does === 'stores-cancel' ? [fact.drawer?.of] : [])));
  const evidence = {
    related: first ? [related(first, say('context-not-propagated.is-read-here', { name: drawer.name }))] : [],
  };
  if (first && (isSame || others.size === 1))
    return context.shown(
      span,
      say('context-not-propagated.cancel-for-is-stored-in', { atHand, name: drawer.name }),
      evidence,
    );
  if (first) {
    const message = say('context-not-propagated.cancel-for-is-stored-in-a', { atHand, name: drawer.name });
    return context.cannotTell(span, message, say('context-not-propagated.does-the-call-use-the'), evidence);
  }
  if (!isJoined) return;
  const message = say('context-not-propagated.cancel-for-is-stored-in-and', { atHand, name: drawer.name });
  if (/^[A-Z]/.test(drawer.name))
    return context.cannotTell(
      span,
      say('context-not-propagated.in-this-package', { message }),
      say('context-not-propagated.does-another-package-call-it'),
    );
  context.violated(span, say('context-not-propagated.the-context-leaks-until-its', { message }));
}

function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}
