import { rule } from '../../model/rule.ts';
import { fixesOf } from '../vocabulary/repairs.ts';
import { drawsPage, injectsFaults, isRunByHand, tellsOfUsage } from '../vocabulary/beside-service.ts';
import { fateOf } from '../vocabulary/errors/lost-errors.ts';
import { say } from '../../words/say.ts';

export const errorSwallowed = rule({
  severity: 'warning',
  harm: 'repair',
  scope: 'file',
  since: '0.1.0',
  fix: 'suggestion',
  reads: ['error-handler'],
  check(handler, context) {
    const fate = fateOf(handler);
    if (fate.verdict === 'shown') return context.shown(handler.span, fate.message);
    if (fate.verdict === 'unclear') return context.cannotTell(handler.span, fate.message, fate.ask);
    const aside = isRunByHand(context.file)
      ? say('error-swallowed.in-a-tool-that-people')
      : tellsOfUsage(context.file)
        ? say('error-swallowed.in-usage-reporting')
        : injectsFaults(context.file)
          ? say('error-swallowed.in-fault-injection')
          : handler.inDevelopment
            ? say('error-swallowed.in-development-code')
            : handler.atOnce && drawsPage(context.file)
              ? say('error-swallowed.in-code-that-renders-a')
              : undefined;
    if (aside)
      return context.cannotTell(
        handler.span,
        say('joint.where', { message: fate.message, where: aside }),
        say('error-swallowed.if-ignoring-this-error-is'),
      );
    context.violated(handler.span, fate.message, { fixes: fixesOf(handler.repair, context.file) });
  },
});
