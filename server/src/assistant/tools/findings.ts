import * as z from 'zod';
import { newAmong } from '../../index/baseline.ts';
import { foldFindings } from '../../index/folding.ts';
import type { Finding, Severity } from '../../model/site.ts';
import { openWeights } from '../../production/weight.ts';
import { openNewSince } from '../../report/new-since.ts';
import { ranked } from '../../report/rank.ts';
import { openShown } from '../../report/shown.ts';
import type { Readiness } from '../../service.ts';
import { findingFormat, findingText, rowsOf } from '../finding-rows.ts';
import { cut, limits } from '../limits.ts';
import { listArguments, pageFormat, pageOf } from '../pages.ts';
import { innerPath, openPlaces, serviceNamed } from '../places.ts';
import { defineTool } from '../tool.ts';
import { ToolError } from '../tool-error.ts';

const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];
const newSince = openNewSince();

/** Findings of the workspace, filtered. */
export const findings = defineTool({
  name: 'prr_findings',
  title: 'Production readiness findings',
  description:
    'Finds production risks in the code and configuration of this workspace: missing timeouts and deadlines, unset resources, alerts without runbooks and so on. Each has file:line, evidence (such as the request path), services and a Guide page. The most important come first. Use the filters to keep the answer short.',
  input: z.strictObject({
    service: z.string().max(limits.name).optional().describe('Only findings of this service'),
    rule: z.string().max(limits.name).optional().describe('Only findings of this rule'),
    path: z.string().max(1000).optional().describe('Only findings in this file or folder'),
    severity: z.enum(['error', 'warning', 'information', 'hint']).optional().describe('This severity or higher'),
    entry: z
      .string()
      .max(limits.name)
      .optional()
      .describe('Only findings that requests reach from an entry with these words, such as /api/order'),
    since: z
      .string()
      .min(1)
      .max(limits.name)
      .optional()
      .describe('Only findings that are new since this git revision (branch, tag or commit)'),
    all: z.boolean().optional().describe('Also findings in files that are not deployed'),
    fixes: z.boolean().optional().describe('Also the edits that fix each finding'),
    ...listArguments,
  }),
  output: z.object({ findings: z.array(findingFormat), page: pageFormat }),
  async run(args, context) {
    const { core } = context;
    const { service, rule, path, severity, entry, since, all = false, fixes = false } = args;
    if (rule !== undefined && !core.rules.some(({ id }) => id === rule))
      throw new ToolError(`there is no rule ${cut(rule, 100)}; rules: ${core.rules.map(({ id }) => id).join(', ')}`);
    const within = path === undefined ? '' : innerPath(core, path);
    const owner = service === undefined ? undefined : serviceNamed(core, service).name;
    const { index } = core.live;
    const isShown = openShown(core);
    const isAsked = (finding: Finding) =>
      !finding.suppressed &&
      (all || isShown(finding.file)) &&
      (rule === undefined || finding.rule === rule) &&
      (severity === undefined || severities.indexOf(finding.severity) <= severities.indexOf(severity)) &&
      (within === '' || finding.file === within || finding.file.startsWith(`${within}/`)) &&
      (entry === undefined || entryOf(core, finding).includes(entry.toLowerCase())) &&
      (owner === undefined || (finding.services ?? index.ownersOf(finding.file, finding.fact)).includes(owner));
    const known = await core.newOnly((await core.allFindings()).filter(isAsked));
    await context.between();
    const chosen = since === undefined ? known : await freshOf(core, known, since);
    await context.between();
    const sorted = ranked(
      foldFindings(chosen, isShown).map((finding) => ({ finding })),
      {
        rules: core.rules,
        weight: openWeights(core.production()),
        onPath: ({ finding }) => index.onPath(finding.file, finding.span)?.waits === 'user',
      },
    );
    const places = openPlaces(core);
    const text = (file: string) => core.live.text(file);
    const view = rowsOf(core, { places, fixes, index, text });
    const { rows, page } = await pageOf(
      sorted,
      { args, version: index.version, between: context.between },
      ({ finding }) => view(finding),
    );
    const scope = since === undefined ? '' : ` that are new since ${cut(since, 100)}`;
    return {
      data: { findings: rows, page },
      head: `${page.total === 1 ? '1 finding' : `${page.total} findings`}${scope}${page.total > 1 ? ', the most important first' : ''}.`,
      rows: rows.map(findingText),
      page,
    };
  },
});

/** The route, RPC or consumer whose request reaches a finding, in lower case; empty where none is known. */
function entryOf({ live }: Readiness, { file, span }: Finding): string {
  const [first] = live.index.onPath(file, span)?.steps ?? [];
  return first ? `${first.words} ${first.file}`.toLowerCase() : '';
}

async function freshOf(core: Readiness, all: readonly Finding[], since: string): Promise<readonly Finding[]> {
  const baseline = await newSince(core, since).catch((error: unknown) => {
    throw new ToolError(error instanceof Error ? error.message : String(error));
  });
  return newAmong(all, baseline, (file) => core.live.text(file));
}
