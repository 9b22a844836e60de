import type { Rule } from '../model/rule.ts';
import { coverageOf } from '../report/coverage.ts';
import { explanation, share } from '../report/explanation.ts';
import { documented } from '../rules/registry.ts';
import { UsageError } from './arguments.ts';
import type { Command } from './command.ts';

/** `prr explain`: a rule's documentation, or the list of rules. */
export const explain: Command = {
  name: 'explain',
  usage: '[RULE]',
  summary: 'Explain a rule, or list all rules',
  options: {},
  async run(args, { installation, print }) {
    const { packs, truth } = installation.data;
    const rules = documented(installation.data.rules);
    const [id] = args.positionals;
    if (id === undefined) {
      const width = Math.max(...rules.map((rule) => rule.id.length));
      const line = (rule: Rule) => `${rule.id.padEnd(width)}  ${share(truth[rule.id]).padEnd(4)}  ${rule.summary}\n`;
      print(
        `${rules.map(line).join('')}\nThe percentage is the share of true and useful findings on real systems, reviewed by hand.\n`,
      );
      return 0;
    }
    const rule = rules.find((each) => each.id === id);
    if (!rule) throw new UsageError(`there is no rule ${id}; prr explain lists them`);
    print(explanation(rule, coverageOf(rule, packs), truth[rule.id]));
    return 0;
  },
};
