import { rule, type RuleContext } from '../../model/rule.ts';
import type { Span } from '../../model/span.ts';
import { callsByVariable, classOf, mayHaveClasses } from '../vocabulary/calls/dependency-classes.ts';
import { stepsOf, subjectOf } from '../vocabulary/calls/request-path.ts';
import { say } from '../../words/say.ts';

export const batchDependencyOnRequestPath = rule({
  severity: 'warning',
  harm: 'errors',
  scope: 'cross',
  since: '0.5.0',
  fix: 'none',
  reads: ['outgoing-call', 'addressed', 'functions'],
  check(fact, context) {
    switch (fact.kind) {
      case 'outgoing-call':
        if (fact.role === 'call') judge(fact.span, { of: 'place' }, context);
        return;
      case 'addressed':
        for (const span of fact.calls) judge(span, { of: 'variable', variable: fact.variable }, context);
        return;
      default:
        for (const { span, variable } of callsByVariable(fact, context))
          judge(span, { of: 'variable', variable }, context);
    }
  },
});

/** How it is known what a call leads to: the picture has its place, or it is made with an address of the environment. */
type Led = { readonly of: 'place' } | { readonly of: 'variable'; readonly variable: string };

function judge(span: Span, led: Led, context: RuleContext): void {
  if (!mayHaveClasses(context)) return;
  const path = context.onPath(span);
  const variable = led.of === 'variable' ? led.variable : undefined;
  const found = path?.waits === 'user' ? classOf(span, { variable, path }, context) : undefined;
  if (!found || !path) return;
  const subject = short(subjectOf(path));
  const { name, is, at } = found;
  const declaration = at
    ? [
        {
          ...at,
          message: say('batch-dependency-on-request-path.declares-as', { service: found.service, name, kind: is }),
        },
      ]
    : [];
  // What limits the wait does not matter here.
  const evidence = { related: [...declaration, ...stepsOf(path).slice(0, path.steps.length)] };
  if (is === 'serving')
    return context.shown(
      span,
      say('batch-dependency-on-request-path.calls-which-is-declared-as', { subject, name }),
      evidence,
    );
  if (is === 'batch')
    return context.violated(
      span,
      say('batch-dependency-on-request-path.waits-for-a-batch-system', { subject, name }),
      evidence,
    );
  const ask = say('batch-dependency-on-request-path.set-the-class-of-serving', { name, service: found.service });
  context.cannotTell(
    span,
    say('batch-dependency-on-request-path.waits-for-which-may-be', { subject, name }),
    ask,
    evidence,
  );
}

function short(subject: string): string {
  return subject.length > 45 ? `${subject.slice(0, 44)}…` : subject;
}
