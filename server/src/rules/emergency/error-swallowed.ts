import { rule } from '../../model/rule.ts';
import { fixesOf } from '../vocabulary/repairs.ts';
import { drawsPage, isRunByHand, tellsOfUsage } from '../vocabulary/beside-service.ts';
import { fateOf } from '../vocabulary/errors/lost-errors.ts';

export const errorSwallowed = rule({
  id: 'error-swallowed',
  summary: 'Errors are logged or propagated',
  aspect: 'emergency',
  severity: 'warning',
  harm: 'repair',
  scope: 'file',
  since: '0.1.0',
  fix: 'suggestion',
  docs: {
    why: 'A swallowed error leaves users with missing data or a request that never works, and leaves people on call without a log line, a count or a cause. Most catastrophic failures begin with an error that was handled incorrectly.',
    remedy:
      'Log the error with its context, then rethrow or return it. Where it can be ignored, catch only the expected type, or say why in a comment.',
    guide: 'error-handling',
    examples: [
      {
        title: 'An empty catch',
        bad: {
          'orders.ts': `async function sync(orders: Order[]) {\n  try {\n    await store.save(orders);\n  } catch {}\n}\n`,
        },
        good: {
          'orders.ts': `async function sync(orders: Order[]) {\n  try {\n    await store.save(orders);\n  } catch (error) {\n    logger.error('orders not saved', error);\n    throw error;\n  }\n}\n`,
        },
      },
      {
        title: 'An ignored rejection',
        bad: { 'mail.ts': `function confirm(order: Order) {\n  mailer.send(order.email).catch(() => {});\n}\n` },
        good: {
          'mail.ts': `function confirm(order: Order) {\n  mailer.send(order.email).catch((error) => logger.warn('mail not sent', error));\n}\n`,
        },
      },
      {
        title: 'Go: success despite an error',
        bad: {
          'load.go': `package load\n\nfunc Load(path string) (*Config, error) {\n\tdata, err := os.ReadFile(path)\n\tif err != nil {\n\t\treturn nil, nil\n\t}\n\treturn parse(data)\n}\n`,
        },
        good: {
          'load.go': `package load\n\nfunc Load(path string) (*Config, error) {\n\tdata, err := os.ReadFile(path)\n\tif err != nil {\n\t\treturn nil, fmt.Errorf("read %s: %w", path, err)\n\t}\n\treturn parse(data)\n}\n`,
        },
      },
      {
        title: 'Go: a discarded error',
        bad: { 'pay.go': `package pay\n\nfunc done(tx *sql.Tx) {\n\t_ = tx.Commit()\n}\n` },
        good: { 'pay.go': `package pay\n\nfunc done(tx *sql.Tx) error {\n\treturn tx.Commit()\n}\n` },
      },
      {
        title: 'Python: a swallowed exception',
        bad: {
          'orders.py': `def sync(orders):\n    for order in orders:\n        try:\n            store.save(order)\n        except Exception:\n            continue\n`,
        },
        good: {
          'orders.py': `import logging\n\nlogger = logging.getLogger(__name__)\n\n\ndef sync(orders):\n    for order in orders:\n        try:\n            store.save(order)\n        except Exception:\n            logger.exception("order %s not saved", order.id)\n`,
        },
      },
      {
        title: 'Java: swallowed exception and interrupt',
        bad: {
          'Orders.java': `class Orders {\n  void sync(Order order) {\n    try {\n      store.save(order);\n    } catch (Exception e) {\n    }\n  }\n}\n`,
        },
        good: {
          'Orders.java': `class Orders {\n  private static final Logger log = LoggerFactory.getLogger(Orders.class);\n\n  void sync(Order order) {\n    try {\n      store.save(order);\n      Thread.sleep(100);\n    } catch (InterruptedException e) {\n      Thread.currentThread().interrupt();\n    } catch (Exception e) {\n      log.error("order {} not saved", order.id(), e);\n      throw e;\n    }\n  }\n}\n`,
        },
      },
    ],
  },
  reads: ['error-handler'],
  check(handler, context) {
    const fate = fateOf(handler);
    if (fate.verdict === 'shown') return context.shown(handler.span, fate.message);
    if (fate.verdict === 'unclear') return context.cannotTell(handler.span, fate.message, fate.ask);
    const aside = isRunByHand(context.file)
      ? 'in a tool that people run'
      : tellsOfUsage(context.file)
        ? 'in usage reporting'
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
