import type { ContextUse } from '../../model/context-fact.ts';
import { related, rule, type RuleContext } from '../../model/rule.ts';
import { fixesOf } from '../vocabulary/repairs.ts';
import { stepsOf, subjectOf } from '../vocabulary/calls/request-path.ts';

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
        const message = `${atHand} gets ${api}(), not its caller's ${carrier}; ${subjectOf(path)} cannot cancel it`;
        const evidence = { related: stepsOf(path) };
        if (asking.test(atHand)) return context.violated(span, message, evidence);
        // What is written may have to be finished, and what waits for nothing needs no limit.
        const ask = `Can ${atHand} wait for long, and should it stop when its caller has timed out?`;
        return context.cannotTell(span, message, ask, evidence);
      }
      case 'passes':
        return context.shown(span, `${api} receives ${atHand}`);
      case 'without':
        return context.cannotTell(
          span,
          `${api} takes no context; it keeps running after the caller has timed out`,
          'Does the driver or the database limit how long a query runs?',
        );
      case 'keeps-cancel':
        return context.shown(span, `cancel for ${atHand} is called or stored`);
      case 'stores-cancel':
        return judgeDrawer(use, context);
      case 'takes-cancel':
        return;
      case 'loses-cancel':
        return context.violated(span, `cancel for ${atHand} is not called; the context leaks until its parent ends`, {
          fixes: fixesOf(use.repair, context.file),
        });
      case 'unused':
        return context.violated(span, `no call receives the context from ${api}; its timeout has no effect`);
      case 'ignores':
        return context.violated(span, `this endless loop ignores ${atHand}; it keeps running after its caller is done`);
      case 'outlived':
        return context.violated(
          span,
          `${atHand} is cancelled when the response is sent; this goroutine is interrupted midway`,
        );
      case 'begins-anew':
      case 'drops': {
        const [message, consequence] =
          use.does === 'drops'
            ? [`${api} does not receive ${atHand}`, 'it keeps running after the caller has timed out']
            : [`${api} replaces ${atHand}`, "the caller's deadline and cancellation are lost"];
        if (doubt === undefined)
          return context.violated(span, `${message}; ${consequence}`, { fixes: fixesOf(use.repair, context.file) });
        return context.cannotTell(span, `${message}; ${doubt}`, 'Is this work meant to continue without its caller?');
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
  const evidence = { related: first ? [related(first, `${drawer.name} is read here`)] : [] };
  if (first && (isSame || others.size === 1))
    return context.shown(span, `cancel for ${atHand} is stored in ${drawer.name} and used`, evidence);
  if (first) {
    const message = `cancel for ${atHand} is stored in ${drawer.name}, a name that other types also have`;
    return context.cannotTell(span, message, 'Does the call use the field of this type?', evidence);
  }
  if (!isJoined) return;
  const message = `cancel for ${atHand} is stored in ${drawer.name} and never called`;
  if (/^[A-Z]/.test(drawer.name))
    return context.cannotTell(span, `${message} in this package`, 'Does another package call it?');
  context.violated(span, `${message}; the context leaks until its parent ends`);
}

function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}
