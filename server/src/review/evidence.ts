import { foldFindings } from '../index/folding.ts';
import type { Service } from '../model/service.ts';
import type { Finding, Site } from '../model/site.ts';
import type { ReviewCore } from './review.ts';

/** What the checks say of one service. */
export interface ServiceEvidence {
  /** Without what is ignored with a reason. */
  readonly sites: readonly Site[];
  /** How many findings of a rule are ignored with a reason. */
  readonly waived: ReadonlyMap<string, number>;
  /** Folded, ignored ones among them. */
  readonly findings: readonly Finding[];
}

interface Mutable {
  readonly sites: Site[];
  readonly waived: Map<string, number>;
  readonly findings: Finding[];
}

/** Evidence by service, gathered once for all services and as long as nothing changes: a workspace may have hundreds. */
export function openEvidence(core: ReviewCore): (service: Service) => ServiceEvidence {
  let key: string | undefined;
  let byService = new Map<string, ServiceEvidence>();

  const gather = (): Map<string, ServiceEvidence> => {
    const services = core.services();
    const made = new Map<string, Mutable>(
      services.map(({ name }) => [name, { sites: [], waived: new Map<string, number>(), findings: [] }]),
    );
    // What belongs to no service in particular speaks of all.
    const ownersOf = (site: Site) => {
      const own = core.live.index.servicesOf(site.file, site.fact);
      return (own.length === 0 ? services : own).flatMap(({ name }) => made.get(name) ?? []);
    };
    const ignored = new Set<string>();
    for (const finding of core.allFindings()) {
      const owners = ownersOf(finding);
      if (finding.suppressed) ignored.add(keyOf(finding));
      for (const { findings, waived } of owners) {
        findings.push(finding);
        if (finding.suppressed) waived.set(finding.rule, (waived.get(finding.rule) ?? 0) + 1);
      }
    }
    for (const site of core.sites()) {
      if (!ignored.has(keyOf(site))) for (const { sites } of ownersOf(site)) sites.push(site);
    }
    return new Map(
      [...made].map(([name, { findings, ...rest }]) => [name, { ...rest, findings: foldFindings(findings) }]),
    );
  };

  return ({ name }) => {
    const now = `${core.live.index.version} ${core.live.complete} ${core.today()}`;
    if (now !== key) {
      byService = gather();
      key = now;
    }
    return byService.get(name) ?? { sites: [], waived: new Map(), findings: [] };
  };
}

function keyOf(site: Site): string {
  return `${site.rule}\t${site.file}\t${site.span.start}\t${site.span.end}`;
}
