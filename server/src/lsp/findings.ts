import { foldFindings, type FoldedFinding } from '../index/folding.ts';
import { newAmong, type Baseline } from '../index/baseline.ts';
import type { Finding } from '../model/site.ts';
import { method } from '../protocol.ts';
import type { FindingsParams, FindingsView, FindingView } from '../protocol/findings.ts';
import type { Readiness } from '../service.ts';
import { locatorOf, type Context } from './context.ts';
import { notReady } from './services.ts';
import { countedFindings, openShown } from './shown.ts';

/** The commit that findings are compared with where the settings name none. */
const lastCommit = 'HEAD';

/** The list of findings that the editor counts, all or only what is new. */
export function registerFindings(context: Context): void {
  const baselines = new WeakMap<Readiness, { readonly key: string; readonly baseline: Baseline }>();
  /** What was found at the last commit; judged again when a file has been changed that was not, or another commit is there. */
  const baselineOf = async (core: Readiness): Promise<Baseline> => {
    const former = await core.former?.(lastCommit);
    if (!former) throw new Error('New findings need git and a trusted workspace');
    const key = JSON.stringify(former);
    const known = baselines.get(core);
    if (known?.key === key) return known.baseline;
    const baseline = await core.baseline(former);
    baselines.set(core, { key, baseline });
    return baseline;
  };
  const freshOf = async (core: Readiness, findings: readonly Finding[]): Promise<readonly Finding[]> => {
    if (core.status().newSince !== undefined) return findings;
    return newAmong(findings, await baselineOf(core), (file) => core.live.text(file));
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
