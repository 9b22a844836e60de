import type { Fact, FileFacts } from '../model/fact.ts';
import type { DeployedWorkload } from '../model/production.ts';
import type { Problem } from '../model/problem.ts';
import type { Finding, Site } from '../model/site.ts';
import type { Place } from '../model/span.ts';
import { openSlices } from '../workspace/slices.ts';
import { sitesAt } from './causes.ts';
import { subjectOf } from './deciding-values.ts';
import type { OtherEnvironment } from './sent-facts.ts';
import { findingsOf, suppressionProblems, type FindingOptions } from './findings.ts';
import type { LiveIndex } from './live.ts';
import { listSuppressions, type ListedSuppression } from './suppressions.ts';
import { say } from '../words/say.ts';

/** The index whose sites are judged. */
type JudgedIndex = Pick<LiveIndex, 'index' | 'sites' | 'renderings' | 'sitesElsewhere'>;

export interface JudgedOptions {
  findingOptions(): FindingOptions;
  /** Whether findings of a file are shown at all. */
  isShown(facts: FileFacts): boolean;
  /** Whether it is known what all rules say of all files. */
  isWhole(): boolean;
}

/** What the rules say, at the places where it is shown: of a rendered object, at the value that decided. */
export interface Judged {
  findings(file: string): readonly Finding[];
  /** Stops between files where it is asked to. */
  allFindings(isStopped?: () => boolean): Promise<Finding[]>;
  sites(): Promise<Site[]>;
  suppressions(): ListedSuppression[];
  /** Mistakes in the suppressions of one file or of all, and those at which Helm or Kustomize would stop. */
  problems(file: string | undefined): Problem[];
}

/** Environments that are named at one finding. */
const mostNamed = 8;

const notThere: Readonly<Record<OtherEnvironment['by'], string>> = {
  values: say('judged.not-with-these-values'),
  overlay: say('judged.not-in-this-overlay'),
  release: say('judged.not-in-this-release'),
};

export function openJudged(live: JudgedIndex, { findingOptions, isShown, isWhole }: JudgedOptions): Judged {
  const { index } = live;
  const judgements = {
    sites: live.sites,
    decidedBy: live.renderings.decidedBy,
    ownersOf: index.ownersOf,
  };
  const at = (file: string) => sitesAt(file, judgements).map(ofPublished);
  /** What a chart lacks by default, those who deploy it may set; where its own program is here, the chart is its own. */
  const ofPublished = (site: Site): Site => {
    const { fact } = site;
    if (site.verdict !== 'violated' || (fact.kind !== 'workload' && fact.kind !== 'container')) return site;
    const unknown = live.renderings.isUndeployed(site.writtenAt?.file ?? site.file);
    if (!unknown) return site;
    const workload = fact.kind === 'container' ? fact.owner.name : fact.name;
    const isOwn = ({ name, containers }: DeployedWorkload) =>
      name === workload && containers.some(({ program }) => program !== undefined);
    const { only } = unknown;
    if (only === undefined && index.production().workloads.some(isOwn)) return site;
    const by = only === undefined ? say('judged.nothing-here-deploys-it') : say('judged.only-deploys-it', { only });
    const message = say('judged.this-is-the-charts-default', { message: site.message, by });
    const ask = say(
      only === undefined ? 'judged.which-values-is-the-chart' : 'judged.which-values-is-the-chart-deployed',
    );
    return { ...site, verdict: 'cannot-tell', message, ask, fixes: [] };
  };
  /** Files with facts, and those that decide of others. */
  const files = () => new Set([...index.files().map(({ file }) => file), ...live.renderings.deciding()]);
  const findings = (file: string): readonly Finding[] => {
    const facts = index.file(file);
    return !facts || isShown(facts) ? findingsOf(at(file), findingOptions()).map(withEnvironments) : [];
  };
  /** Names the environments that do not have what is found in production. */
  const withEnvironments = (finding: Finding): Finding => {
    const template = finding.writtenAt ?? finding;
    const subject = subjectOf(finding.fact);
    // What is not known there may be the same.
    const mayHave = ({ verdict, rule, span, fact }: Site) =>
      verdict !== 'shown' &&
      rule === finding.rule &&
      (span.start === template.span.start || subjectOf(fact) === subject);
    const isPart = (fact: Fact) => 'partial' in fact && fact.partial === true && subjectOf(fact) === subject;
    const without = live
      .sitesElsewhere(template.file)
      .filter(({ sites, facts }) => !sites.some(mayHave) && !facts.some(isPart));
    if (without.length === 0) return finding;
    const related = without.slice(0, mostNamed).map(({ at, by }) => ({ ...at, message: notThere[by] }));
    return { ...finding, related: [...finding.related, ...related] };
  };
  /** What a comment in a file may be meant for: also what is said elsewhere of an object that is written here. */
  const near = (file: string) => {
    const own = live.sites(file);
    const atObjects = own.flatMap((site) => (site.span.from ? [{ ...site, span: site.fact.span }] : []));
    return [...own, ...atObjects, ...at(file).filter(({ writtenAt }) => writtenAt)];
  };
  return {
    findings,
    async allFindings(isStopped = () => false) {
      const all: Finding[] = [];
      const pause = openSlices();
      for (const file of files()) {
        if (isStopped()) break;
        all.push(...findings(file));
        await pause();
      }
      return all;
    },
    async sites() {
      const all: Site[] = [];
      const pause = openSlices();
      for (const file of files()) {
        all.push(...at(file));
        await pause();
      }
      return all;
    },
    suppressions: () =>
      index
        .holding('suppression')
        .filter(isShown)
        .flatMap((facts) => listSuppressions(facts, near(facts.file), findingOptions().today))
        .filter(isOnce()),
    problems(file) {
      const facts = file === undefined ? index.holding('suppression') : [index.file(file) ?? []].flat();
      return [
        ...live.renderings.mistakes(file),
        ...facts.flatMap((each) =>
          suppressionProblems(each, isWhole() && isShown(each) ? near(each.file) : undefined, findingOptions()),
        ),
      ].filter(isOnce());
    },
  };
}

/** Whether an entry comes for the first time: what several overlays take in is said of each of them. */
function isOnce(): (entry: Place & ({ readonly message: string } | { readonly rules: readonly string[] })) => boolean {
  const known = new Set<string>();
  return (entry) => {
    const key = JSON.stringify([entry.file, entry.span.start, 'message' in entry ? entry.message : entry.rules]);
    return !known.has(key) && Boolean(known.add(key));
  };
}
