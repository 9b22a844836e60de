import { rule } from '../../model/rule.ts';
import { fixesOf } from '../vocabulary/repairs.ts';
import { drawsPage, isRunByHand, tellsOfUsage } from '../vocabulary/beside-service.ts';
import { fateOf } from '../vocabulary/lost-errors.ts';

export const errorSwallowed = rule({
  id: 'error-swallowed',
  summary: 'No error is lost without a trace',
  aspect: 'emergency',
  severity: 'warning',
  harm: 'repair',
  scope: 'file',
  since: '0.1.0',
  fix: 'suggestion',
  docs: {
    why: 'An error that is caught and lost leaves users with missing data or a request that never works, and the people on call with nothing: no log line, no count, no cause. Most catastrophic failures begin with an error that was handled wrongly.',
    remedy:
      'Log the error with its context, then raise it again or return it. Where it may be lost, catch only the kind that is expected, or say why in a comment.',
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
        title: 'A rejection that nobody sees',
        bad: { 'mail.ts': `function confirm(order: Order) {\n  mailer.send(order.email).catch(() => {});\n}\n` },
        good: {
          'mail.ts': `function confirm(order: Order) {\n  mailer.send(order.email).catch((error) => logger.warn('mail not sent', error));\n}\n`,
        },
      },
      {
        title: 'Go: success in spite of an error',
        bad: {
          'load.go': `package load\n\nfunc Load(path string) (*Config, error) {\n\tdata, err := os.ReadFile(path)\n\tif err != nil {\n\t\treturn nil, nil\n\t}\n\treturn parse(data)\n}\n`,
        },
        good: {
          'load.go': `package load\n\nfunc Load(path string) (*Config, error) {\n\tdata, err := os.ReadFile(path)\n\tif err != nil {\n\t\treturn nil, fmt.Errorf("read %s: %w", path, err)\n\t}\n\treturn parse(data)\n}\n`,
        },
      },
      {
        title: 'Go: an error that is assigned to nothing',
        bad: { 'pay.go': `package pay\n\nfunc done(tx *sql.Tx) {\n\t_ = tx.Commit()\n}\n` },
        good: { 'pay.go': `package pay\n\nfunc done(tx *sql.Tx) error {\n\treturn tx.Commit()\n}\n` },
      },
      {
        title: 'Python: an exception of any kind that nobody sees',
        bad: {
          'orders.py': `def sync(orders):\n    for order in orders:\n        try:\n            store.save(order)\n        except Exception:\n            continue\n`,
        },
        good: {
          'orders.py': `import logging\n\nlogger = logging.getLogger(__name__)\n\n\ndef sync(orders):\n    for order in orders:\n        try:\n            store.save(order)\n        except Exception:\n            logger.exception("order %s not saved", order.id)\n`,
        },
      },
      {
        title: 'Java: an exception that nobody sees, and an interrupt that is not passed on',
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
      ? 'in a tool that a person starts'
      : tellsOfUsage(context.file)
        ? 'in a report of usage that no user waits for'
        : handler.inDevelopment
          ? 'in what only runs in development'
          : handler.atOnce && drawsPage(context.file)
            ? 'in what a page draws at once'
            : undefined;
    if (aside)
      return context.cannotTell(handler.span, `${fate.message}, ${aside}`, 'May it be lost? Say so in a comment');
    context.violated(handler.span, fate.message, { fixes: fixesOf(handler.repair, context.file) });
  },
});
