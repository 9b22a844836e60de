import * as z from 'zod';
import { foldFindings } from '../../index/folding.ts';
import { roleOf, roleOfText, roleWords } from '../../workspace/policy.ts';
import { findingFormat, findingText, rowsOf } from '../finding-rows.ts';
import { cut, limits } from '../limits.ts';
import { listArguments, pageFormat, pageOf } from '../pages.ts';
import { innerPath, openPlaces } from '../places.ts';
import { ToolError } from '../tool-error.ts';
import { defineTool } from '../tool.ts';

/** Findings of a text that is not saved. */
export const checkText = defineTool({
  name: 'prr_check_text',
  title: 'Check a text that is not saved',
  description:
    'Checks a new version of a file before it is saved: gives the findings that the file would have with this text, in this workspace, and how many the saved file has. Nothing is written. Use it to verify a fix or generated code and configuration.',
  input: z.strictObject({
    path: z.string().min(1).max(1000).describe('The file, relative to the workspace; it need not exist'),
    text: z.string().max(limits.checked).describe('The whole text of the file'),
    fixes: z.boolean().optional().describe('Also the edits that fix each finding'),
    ...listArguments,
  }),
  output: z.object({
    file: z.string(),
    saved: z.int().describe('Findings of the file as it is saved'),
    leftOut: z.string().optional().describe('Why such a file is not checked'),
    findings: z.array(findingFormat),
    page: pageFormat,
  }),
  async run(args, { core, between }) {
    const file = innerPath(core, args.path);
    if (file === '') throw new ToolError('path: give a file');
    const { index, findings } = await core.whatIf(file, args.text);
    await between();
    const counted = foldFindings(findings.filter(({ suppressed }) => !suppressed));
    const saved = foldFindings(core.findings(file).filter(({ suppressed }) => !suppressed)).length;
    const text = async (each: string) => (each === file ? args.text : core.live.text(each));
    const places = openPlaces(core, text);
    const view = rowsOf(core, { places, fixes: args.fixes === true, index, text });
    const { version } = core.live.index;
    const { rows, page } = await pageOf(counted, { args, version, between }, view);
    const role = roleOfText(roleOf(file), file, args.text);
    const isLeftOut = role !== 'source' && !core.settings.everything;
    const why = isLeftOut ? `it is not checked: ${roleWords[role]}` : undefined;
    return {
      data: { file, saved, ...(why === undefined ? {} : { leftOut: why }), findings: rows, page },
      head: `${page.total === 1 ? '1 finding' : `${page.total} findings`} with this text, ${saved} in the saved file. Nothing was written.`,
      rows: [...(why === undefined ? [] : [`${cut(file)}: ${why}`]), ...rows.map(findingText)],
      page,
    };
  },
});
