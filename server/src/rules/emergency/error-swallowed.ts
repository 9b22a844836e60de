import { rule } from '../../model/rule.ts';
import { fixesOf } from '../vocabulary/repairs.ts';
import { drawsPage, injectsFaults, isRunByHand, tellsOfUsage } from '../vocabulary/beside-service.ts';
import { fateOf } from '../vocabulary/errors/lost-errors.ts';

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
      ? 'in a tool that people run'
      : tellsOfUsage(context.file)
        ? 'in usage reporting'
        : injectsFaults(context.file)
          ? 'in fault injection'
          : handler.inDevelopment
            ? 'in development code'
            : handler.atOnce && drawsPage(context.file)
              ? 'in code that renders a page'
              : undefined;
    if (aside)
      return context.cannotTell(
        handler.span,
        `${fate.message}, ${aside}`,
        'If ignoring this error is intentional, say why in a comment',
      );
    context.violated(handler.span, fate.message, { fixes: fixesOf(handler.repair, context.file) });
  },
});
