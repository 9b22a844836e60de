import { aspectTitles } from '../model/site.ts';
import type { Rule } from '../model/rule.ts';
import { rules } from '../rules/registry.ts';
import { UsageError } from './arguments.ts';
import type { Command } from './command.ts';

/** `prr explain`: a rule's documentation, or the list of rules. */
export const explain: Command = {
  name: 'explain',
  usage: '[RULE]',
  summary: 'Explain a rule; without one, list them',
  options: {},
  async run(args, { print }) {
    const [id] = args.positionals;
    if (id === undefined) {
      const width = Math.max(...rules.map((rule) => rule.id.length));
      print(rules.map((rule) => `${rule.id.padEnd(width)}  ${rule.summary}\n`).join(''));
      return 0;
    }
    const rule = rules.find((each) => each.id === id);
    if (!rule) throw new UsageError(`there is no rule ${id}; prr explain lists them`);
    print(explanation(rule));
    return 0;
  },
};

function explanation({ id, summary, aspect, severity, docs, scope, fix }: Rule): string {
  const examples = docs.examples.flatMap(({ title, bad, good }) => [
    `${title}\n`,
    ...[bad, good].flatMap((files, index) =>
      Object.entries(files).map(
        ([file, text]) => `  ${index === 0 ? 'Bad' : 'Good'}: ${file}\n${text.trimEnd().replace(/^/gm, '    ')}\n`,
      ),
    ),
  ]);
  return [
    `${id}: ${summary}\n`,
    `${aspectTitles[aspect]}; ${severity}; looks at ${scope === 'file' ? 'one file' : scope === 'project' ? 'the files of a service' : 'artefacts of different kinds together'}; ${fix === 'none' ? 'no fix' : `fix: ${fix}`}.\n`,
    `Why: ${docs.why}\n`,
    `What to do: ${docs.remedy}\n`,
    `Guide: ${docs.guide} (prr guide ${docs.guide.split('#')[0]})\n`,
    ...examples,
  ].join('\n');
}
