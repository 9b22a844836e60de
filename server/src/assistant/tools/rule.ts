import * as z from 'zod';
import { coverageOf } from '../../report/coverage.ts';
import { explanationMarkdown } from '../../report/explanation.ts';
import { documented } from '../../rules/registry.ts';
import { cut, limits } from '../limits.ts';
import { pageFormat, textArguments, textPage } from '../pages.ts';
import { defineTool } from '../tool.ts';
import { ToolError } from '../tool-error.ts';

/** A rule with its page. */
export const explainRule = defineTool({
  name: 'prr_explain_rule',
  title: 'Explain a production readiness rule',
  description:
    'Explains a rule: why it matters to users in production, what to do, examples of bad and good code, what the rule reads, and how often its findings were right on real systems. Without a rule it lists all rules.',
  input: z.strictObject({
    rule: z.string().max(limits.name).optional().describe('The id of the rule, as findings name it'),
    ...textArguments,
  }),
  output: z.object({
    rules: z.array(z.object({ rule: z.string(), summary: z.string(), guide: z.string() })),
    text: z.string(),
    page: pageFormat,
  }),
  async run(args, { core, data }) {
    const rules = documented(data.rules);
    const rule = args.rule === undefined ? undefined : rules.find(({ id }) => id === args.rule);
    if (args.rule !== undefined && !rule)
      throw new ToolError(`there is no rule ${cut(args.rule, 100)}; rules: ${rules.map(({ id }) => id).join(', ')}`);
    const whole = rule ? explanationMarkdown(rule, coverageOf(rule, data.packs), data.truth[rule.id]) : '';
    const { text, page } = textPage(whole, { args, version: core.live.index.version });
    const listed = (rule ? [rule] : rules).map(({ id, summary, docs }) => ({ rule: id, summary, guide: docs.guide }));
    return {
      data: { rules: listed, text, page },
      head: rule ? '' : `${rules.length} rules.`,
      rows: rule ? [text] : listed.map((each) => `${each.rule}: ${each.summary} (guide: ${each.guide})`),
      ...(rule ? { page, isMarkdown: true } : {}),
      origin: 'product',
    };
  },
});
