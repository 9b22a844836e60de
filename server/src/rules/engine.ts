import type { Fact, FactKind, FactOf, FileFacts } from '../model/fact.ts';
import type { ProductionPicture, RequestPath } from '../model/production.ts';
import type { Conventions, Located, RuleCode, RuleContext } from '../model/rule.ts';
import type { Fix, Related, Site, Verdict } from '../model/site.ts';
import type { Span } from '../model/span.ts';
import { agreed } from './agreed.ts';
import { defaultSettings } from '../settings.ts';

/** What the engine needs to know of the files around the one that is judged. */
export interface Surroundings {
  /** What the team decided; the defaults where absent. */
  readonly conventions?: Conventions;
  /** Names of the services that own a file, or a fact in it. */
  ownersOf(file: string, fact?: Fact): readonly string[];
  /** Facts of the file's services, or of the one that is named. */
  inService<F extends FactKind>(file: string, kind: F, owner?: string): readonly Located<FactOf<F>>[];
  /** The same, with code of which nothing says who runs it. */
  withShared<F extends FactKind>(file: string, kind: F, owner?: string): readonly Located<FactOf<F>>[];
  inWorkspace<F extends FactKind>(kind: F): readonly Located<FactOf<F>>[];
  inServiceOf<F extends FactKind>(container: ContainerKey, kind: F): readonly Located<FactOf<F>>[] | undefined;
  hasFile(path: string): boolean;
  /** What is deployed; undefined where the workspace has not been read whole. */
  production(): ProductionPicture | undefined;
  /** How a request of users reaches a place. */
  onPath(file: string, span: Span): RequestPath | undefined;
}

/** What tells a container. */
export interface ContainerKey {
  readonly name: string;
  readonly image?: string;
  /** Name of its workload. */
  readonly owner: string;
}

/** Called when a rule throws: it loses its sites of that file, nothing else. */
export type OnCrash = (rule: string, file: string, error: unknown) => void;

/** The sites of one file under the given rules, in the order of the text. */
export function judge(
  file: FileFacts,
  rules: readonly RuleCode[],
  { surroundings, onCrash }: { surroundings: Surroundings; onCrash: OnCrash },
): Site[] {
  const byKind = groupByKind(file.facts);
  const sites: Site[] = [];
  for (const rule of rules) {
    const facts = rule.reads.flatMap((kind) => byKind.get(kind) ?? []);
    if (facts.length === 0) continue;
    const own: Site[] = [];
    const within: Within = { file: file.file, byKind, surroundings, sites: own, fact: undefined, owner: undefined };
    const context = contextFor(rule, within);
    try {
      for (const fact of facts) {
        within.fact = fact;
        checkForEach(rule, context, within);
      }
      sites.push(...own);
    } catch (error) {
      onCrash(rule.id, file.file, error);
    }
  }
  return sites.sort(inTextOrder);
}

/** Sites of one file as they stand in its text; by rule at the same place. */
export function inTextOrder(a: Site, b: Site): number {
  return a.span.start - b.span.start || a.span.end - b.span.end || (a.rule < b.rule ? -1 : 1);
}

function groupByKind(facts: readonly Fact[]): Map<FactKind, Fact[]> {
  const groups = new Map<FactKind, Fact[]>();
  for (const fact of facts) {
    const group = groups.get(fact.kind);
    if (group) group.push(fact);
    else groups.set(fact.kind, [fact]);
  }
  return groups;
}

interface Within {
  readonly file: string;
  readonly byKind: ReadonlyMap<FactKind, readonly Fact[]>;
  readonly surroundings: Surroundings;
  readonly sites: Site[];
  /** The fact that is being judged: one context serves all facts of a rule. */
  fact: Fact | undefined;
  /** The service for which it is judged; all that own the file where it is undefined. */
  owner: string | undefined;
  /** The rule has asked for facts of the service. */
  hasAsked?: boolean;
}

/** Judges a fact for each service that owns its file, where what the rule says may differ from one to the other. */
function checkForEach(rule: RuleCode, context: RuleContext, within: Within): void {
  const { fact, surroundings, sites } = within;
  if (!fact) return;
  const start = sites.length;
  const check = (owner: string | undefined): readonly Site[] => {
    within.owner = owner;
    within.hasAsked = false;
    rule.check(fact, context);
    return sites.splice(start);
  };
  // Most rules see no other file: owners need not be looked up for them.
  const first = check(undefined);
  const owners = within.hasAsked ? surroundings.ownersOf(within.file) : [];
  sites.push(...(owners.length < 2 ? first : agreed(owners.map((owner) => ({ owner, sites: check(owner) })))));
}

function contextFor(rule: RuleCode, within: Within): RuleContext {
  const { file, byKind, surroundings, sites } = within;
  const add = (
    verdict: Verdict,
    span: Span,
    message: string,
    { related = [], fixes = [], ask }: { related?: readonly Related[]; fixes?: readonly Fix[]; ask?: string },
  ) => {
    const { fact } = within;
    if (!fact) return;
    sites.push({
      rule: rule.id,
      fact,
      verdict,
      file,
      span,
      message,
      related,
      fixes,
      ...(ask === undefined ? {} : { ask }),
    });
  };
  return {
    file,
    conventions: surroundings.conventions ?? defaultSettings,
    inFile: <F extends FactKind>(kind: F) => (byKind.get(kind) ?? []) as readonly FactOf<F>[],
    inService(kind) {
      within.hasAsked = true;
      return surroundings.inService(file, kind, within.owner);
    },
    withShared(kind) {
      within.hasAsked = true;
      return surroundings.withShared(file, kind, within.owner);
    },
    inWorkspace: (kind) => surroundings.inWorkspace(kind),
    inServiceOf: (container, kind) => surroundings.inServiceOf(container, kind),
    hasFile: (path) => surroundings.hasFile(path),
    production: () => surroundings.production(),
    onPath: (span) => surroundings.onPath(file, span),
    shown: (span, message, evidence) => add('shown', span, message, evidence ?? {}),
    violated: (span, message, evidence) => add('violated', span, message, evidence ?? {}),
    cannotTell: (span, message, ask, evidence) => add('cannot-tell', span, message, { ...evidence, ask }),
  };
}
