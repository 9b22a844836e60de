import { foldFindings, type FoldedFinding } from '../index/folding.ts';
import { newAmong } from '../index/baseline.ts';
import type { Finding } from '../model/site.ts';
import { method } from '../protocol.ts';
import type { FindingsParams, FindingsView, FindingView } from '../protocol/findings.ts';
import type { Readiness } from '../service.ts';
import { locatorOf, type Context } from './context.ts';
import { notReady } from './services.ts';
import { openNewSince } from '../report/new-since.ts';
import { countedFindings, openShown } from '../report/shown.ts';

/** The commit that findings are compared with where the settings name none. */
const lastCommit = 'HEAD';

/** The list of findings that the editor counts, all or only what is new. */
export function registerFindings(context: Context): void {
  const newSince = openNewSince();
  const freshOf = async (core: Readiness, findings: readonly Finding[]): Promise<readonly Finding[]> => {
    if (core.status().newSince !== undefined) return findings;
    return newAmong(findings, await newSince(core, lastCommit), (file) => core.live.text(file));
  };
  const none: FindingsView = { state: 'reading', findings: [] };

  context.connection.onRequest(
    method.findings,
    context.guard('findings', none, async ({ onlyNew }: FindingsParams): Promise<FindingsView> => {
      const cores = await context.cores();
      const waiting = notReady(cores);
      if (waiting) return { state: waiting.state, findings: [] };
      const views: FindingView[] = [];
      let since: string | undefined;
      let problem: string | undefined;
      for (const { folder, core } of cores) {
        let findings = await core.newOnly(await countedFindings(core));
        if (onlyNew === true) {
          try {
            findings = await freshOf(core, findings);
            since ??= core.status().newSince ?? lastCommit;
          } catch (error) {
            problem ??= error instanceof Error ? error.message : String(error);
          }
        }
        const at = locatorOf(folder, core);
        const rules = new Map(core.rules.map((rule) => [rule.id, rule]));
        for (const finding of foldFindings(findings, openShown(core))) {
          const rule = rules.get(finding.rule);
          const own = { summary: rule?.summary ?? finding.rule, guide: rule?.docs.guide ?? '' };
          views.push({ ...viewOf(finding, core), ...own, at: await at.view(finding) });
        }
      }
      return {
        state: 'ready',
        findings: views,
        ...(since === undefined ? {} : { since }),
        ...(problem === undefined ? {} : { problem }),
      };
    }),
  );
}

function viewOf(finding: FoldedFinding, core: Readiness): Omit<FindingView, 'at' | 'summary' | 'guide'> {
  const { rule, severity, message, also, file, fact } = finding;
  const services = finding.services ?? core.live.index.ownersOf(file, fact);
  return { rule, severity, message, also: also.length, services };
}
