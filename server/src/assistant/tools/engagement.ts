import * as z from 'zod';
import { partIds } from '../../model/engagement.ts';
import { partMarkdown } from '../../report/engagement-markdown.ts';
import { cut, limits } from '../limits.ts';
import { pageFormat, textArguments, textPage } from '../pages.ts';
import { serviceOrOnly } from '../places.ts';
import { defineTool } from '../tool.ts';
import { ToolError } from '../tool-error.ts';

/** Steps and parts that one answer names. */
const mostSteps = 12;

/** The engagement of a service. */
export const engagement = defineTool({
  name: 'prr_engagement',
  title: 'Engagement of a service',
  description:
    'Reads the engagement of SRE and developers for a service: its state, the next steps and its parts. Ask for one part to read it as Markdown: plan (ranked improvements), oncall (alerts with runbooks, load), training (a drill for each alert), agreement (SLOs), and so on.',
  input: z.strictObject({
    service: z.string().max(limits.name).optional().describe('The service; needed where there are several'),
    part: z.enum(partIds).optional().describe('The part to read; without it, the state and the next steps'),
    document: z
      .string()
      .max(limits.name)
      .optional()
      .describe('A document of the part, such as a page to sign or a draft of an issue'),
    ...textArguments,
  }),
  output: z.object({
    service: z.string(),
    state: z.string(),
    next: z.array(z.object({ title: z.string(), because: z.string(), part: z.string() })),
    parts: z.array(
      z.object({
        part: z.enum(partIds),
        title: z.string(),
        standing: z.string(),
        guide: z.string(),
        documents: z.array(z.string()),
      }),
    ),
    text: z.string().describe('The part or document that was asked for'),
    page: pageFormat,
  }),
  async run(args, { core, between }) {
    const service = serviceOrOnly(core, args.service);
    if (args.document !== undefined && args.part === undefined) throw new ToolError('document: name its part');
    const view = await (await core.engagements()).of(service, { between });
    const part = view.parts.find(({ id }) => id === args.part);
    const document = part?.documents.find(({ id }) => id === args.document);
    if (part && args.document !== undefined && !document) {
      const ids = part.documents.map(({ id }) => id).join(', ');
      throw new ToolError(`there is no document ${cut(args.document, 100)} in ${part.id}; documents: ${ids || 'none'}`);
    }
    const whole = document?.text ?? (part ? partMarkdown(part) : '');
    const { text, page } = textPage(whole, { args, version: core.live.index.version });
    const next = view.next.slice(0, mostSteps).map((step) => ({
      title: cut(step.title),
      because: cut(step.because),
      part: step.part,
    }));
    const parts = (part ? [part] : view.parts).map(({ id, title, standing, guide, documents }) => ({
      part: id,
      title: cut(title),
      standing: cut(standing),
      guide,
      documents: documents.slice(0, mostSteps).map((each) => each.id),
    }));
    return {
      data: { service: service.name, state: view.state, next: part ? [] : next, parts, text, page },
      head: part ? `The part ${part.id} of the engagement.` : 'The engagement, its next steps and its parts.',
      rows: part
        ? [`(guide: ${part.guide})`, text]
        : [
            `${view.service}: ${view.stateTitle}. ${cut(view.standing)}`,
            ...next.map((step) => `next: ${step.title} (${step.part}): ${step.because}`),
            ...parts.map((each) => `${each.part}: ${each.standing} (guide: ${each.guide})`),
          ],
      ...(part ? { page } : {}),
      ...(part && !document ? { isMarkdown: true } : {}),
    };
  },
});
