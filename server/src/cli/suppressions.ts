import { positions } from '../report/findings.ts';
import type { Command } from './command.ts';
import { findTargets } from './targets.ts';

/** `prr suppressions`: what is ignored, where and why, in one place. */
export const suppressions: Command = {
  name: 'suppressions',
  usage: '[PATH]',
  summary: 'List what is ignored, with the reasons',
  options: { format: { type: 'string', value: 'FORMAT', choices: ['text', 'json'], help: 'text (default) or json' } },
  async run(args, { installation, cwd, storage, logger, print }) {
    const { root } = findTargets(args.positionals, cwd);
    const core = await installation.open(root, { logger, ...(storage === undefined ? {} : { storage }) });
    await core.fill({});
    const listed = [];
    for (const { file, span, ...rest } of core.suppressions()) {
      const { line } = positions((await core.live.text(file)) ?? '')(span).start;
      listed.push({ file, line, ...rest });
    }
    await core.close();
    if (args.text('format') === 'json') {
      print(`${JSON.stringify(listed, null, 2)}\n`);
      return 0;
    }
    for (const { file, line, rules, reason, until, inForce, hides } of listed) {
      const effect = inForce ? `hides ${hides}` : until !== undefined && reason !== '' ? 'ended' : 'without effect';
      const date = until === undefined ? '' : ` (until ${until})`;
      print(
        `${file}:${line}  ${rules.join(', ')}: ${reason === '' ? 'no reason given' : reason}${date}  [${effect}]\n`,
      );
    }
    print(listed.length === 0 ? 'Nothing is ignored.\n' : `${listed.length} in all.\n`);
    return 0;
  },
};
