import { positions } from '../report/findings.ts';
import type { Command } from './command.ts';
import { findTargets } from './targets.ts';
import { withWhole } from './whole.ts';
import { jsonText } from '../report/json-text.ts';

/** `prr suppressions`: what is ignored, where and why, in one place. */
export const suppressions: Command = {
  name: 'suppressions',
  usage: '[PATH]',
  summary: 'List ignored findings with their reasons',
  options: { format: { type: 'string', value: 'FORMAT', choices: ['text', 'json'], help: 'text (default) or json' } },
  async run(args, environment) {
    const { cwd, print, data } = environment;
    const { root } = findTargets(args.positionals, cwd);
    const listed = await withWhole({ root, environment }, async (core) =>
      Promise.all(
        core.suppressions().map(async ({ file, span, ...rest }) => {
          const { line } = positions((await core.live.text(file)) ?? '')(span).start;
          return { file, line, ...rest };
        }),
      ),
    );
    if (args.text('format') === 'json') {
      data(jsonText(listed));
      return 0;
    }
    for (const { file, line, rules, reason, until, inForce, hides } of listed) {
      const effect = inForce ? `hides ${hides}` : until !== undefined && reason !== '' ? 'ended' : 'without effect';
      const date = until === undefined ? '' : ` (until ${until})`;
      print(
        `${file}:${line}  ${rules.join(', ')}: ${reason === '' ? 'no reason given' : reason}${date}  [${effect}]\n`,
      );
    }
    print(listed.length === 0 ? 'No findings are ignored.\n' : `${listed.length} in all.\n`);
    return 0;
  },
};
