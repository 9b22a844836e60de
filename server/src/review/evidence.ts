import { openMayRun } from '../claims/mentioned.ts';
import { foldFindings } from '../index/folding.ts';
import { openScope } from '../production/scope.ts';
import { openSlices } from '../workspace/slices.ts';
import type { FileFacts } from '../model/fact.ts';
import type { Service } from '../model/service.ts';
import type { Finding, Site } from '../model/site.ts';
import { openCertain } from './certain.ts';
import { unreadFor, type Unread } from './notes/unread.ts';
import type { ReviewCore } from './core.ts';

/** What the checks say of one service. */
export interface ServiceEvidence {
  /** Without what is ignored with a reason. */
  readonly sites: readonly Site[];
  /** How many findings of a rule are ignored with a reason. */
  readonly waived: ReadonlyMap<string, number>;
  /** Folded, ignored ones among them. */
  readonly findings: readonly Finding[];
  readonly unread: Unread;
}

interface Mutable {
  readonly sites: Site[];
  readonly waived: Map<string, number>;
  readonly findings: Finding[];
}

/** Evidence by service, gathered once for all services and as long as nothing changes: a workspace may have hundreds. */
export function openEvidence(core: ReviewCore): (service: Service) => Promise<ServiceEvidence> {
  /** What is gathered for a state; what changes meanwhile has another key, so that it is gathered again. */
  let gathered: { readonly key: string; readonly byService: Promise<ReadonlyMap<string, ServiceEvidence>> } | undefined;

  const gather = async (): Promise<ReadonlyMap<string, ServiceEvidence>> => {
    const services = core.services();
    const made = new Map<string, Mutable>(
      services.map(({ name }) => [name, { sites: [], waived: new Map<string, number>(), findings: [] }]),
    );
    const picture = core.live.index.production();
    const counts = openScope(picture);
    const certain = openCertain(picture);
    const mayRun = openMayRun(core.live.index);
    const ownersOf = (site: Site) =>
      // A pipeline runs nowhere, and releases what does.
      counts(site.file) || site.fact?.kind === 'action-use'
        ? (site.services ?? core.live.index.ownersOf(site.file, site.fact)).flatMap((name) => made.get(name) ?? [])
        : [];
    const ignored = new Set<string>();
    const pause = openSlices();
    for (const finding of await core.allFindings()) {
      await pause();
      const owners = ownersOf(finding);
      if (finding.suppressed) ignored.add(keyOf(finding));
      for (const { findings, waived } of owners) {
        findings.push(finding);
        if (finding.suppressed) waived.set(finding.rule, (waived.get(finding.rule) ?? 0) + 1);
      }
    }
    for (const site of await core.sites()) {
      await pause();
      if (!ignored.has(keyOf(site)))
        for (const { sites } of ownersOf(site)) sites.push(counts(site.file) ? site : ofTools(site));
    }
    const unread = unreadFor({
      rules: core.rules,
      paths: core.live.index.paths(),
      ownersOf: (file) => core.live.index.ownersOf(file),
      troubles: troubles(core.live.index.holding('trouble')),
    });
    return new Map(
      services.flatMap((service) => {
        const own = made.get(service.name);
        if (!own) return [];
        const sites = certain.sites(
          service,
          own.sites.filter(({ file, span }) => mayRun(service, file, span)),
        );
        return [[service.name, { ...own, sites, findings: foldFindings(own.findings), unread: unread(service) }]];
      }),
    );
  };

  return async ({ name }) => {
    const key = `${core.live.index.version} ${core.live.complete} ${core.today()}`;
    if (gathered?.key !== key) gathered = { key, byService: gather() };
    return (
      (await gathered.byService).get(name) ?? {
        sites: [],
        waived: new Map(),
        findings: [],
        unread: { byRule: new Map() },
      }
    );
  };
}

/** A pipeline that neither builds nor deploys what runs fails nothing. */
function ofTools(site: Site): Site {
  if (site.verdict !== 'violated') return site;
  return { ...site, verdict: 'cannot-tell', ask: 'Does this pipeline build or deploy what runs?', fixes: [] };
}

function keyOf(site: Site): string {
  return `${site.rule}\t${site.file}\t${site.span.start}\t${site.span.end}`;
}

function* troubles(files: Iterable<FileFacts>): Generator<{ file: string; trouble: string }> {
  for (const { file, facts } of files) {
    for (const fact of facts) if (fact.kind === 'trouble') yield { file, trouble: fact.trouble };
  }
}
