import { aspectTitles } from '../model/site.ts';
import type { Judgement } from '../model/judgement.ts';
import type { Rule } from '../model/rule.ts';
import { coverageOf } from '../report/coverage.ts';
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

/** `94 %`, or nothing where too few were read. */
function share(judgement: Judgement | undefined): string {
  if (!judgement || judgement.judged < 5) return '–';
  return `${Math.floor((100 * judgement.useful) / judgement.judged)} %`;
}

function truthOf(judgement: Judgement | undefined): string {
  if (!judgement || judgement.judged === 0) return 'Not reviewed on real systems yet.';
  const { judged, useful, useless, fixed, missed } = judgement;
  const wrong = judgement.false;
  const percent = Math.floor((100 * useful) / judged);
  const after = fixed > 0 ? `; ${fixed} of the useless and false ones are no longer reported` : '';
  const gone = missed > 0 ? `; ${missed} true ones are no longer found` : '';
  return `As first reported on real systems, ${useful} of ${judged} findings reviewed by hand were true and useful (${percent} %), ${useless} right but useless, ${wrong} false${after}${gone}.`;
}

function explanation(
  { id, summary, aspect, severity, docs, scope, fix, since }: Rule,
  coverage: readonly string[],
  judgement: Judgement | undefined,
): string {
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
    `${aspectTitles[aspect]}; ${severity}; looks at ${scope === 'file' ? 'one file' : scope === 'project' ? 'the files of a service' : 'artefacts of different kinds together'}; ${fix === 'none' ? 'no fix' : `fix: ${fix}`}; since ${since}.\n`,
    `Reads: ${coverage.join('\n       ')}.\n`,
    `Truth: ${truthOf(judgement)}\n`,
    `Why: ${docs.why}\n`,
    `What to do: ${docs.remedy}\n`,
    `Guide: ${docs.guide} (prr guide ${docs.guide.split('#')[0]})\n`,
    ...examples,
  ].join('\n');
}
