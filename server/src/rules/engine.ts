import type { Fact, FactKind, FactOf, FileFacts } from '../model/fact.ts';
import type { ProductionPicture, RequestPath } from '../model/production.ts';
import type { Conventions, Located, Rule, RuleContext } from '../model/rule.ts';
import type { Fix, Related, Site, Verdict } from '../model/site.ts';
import type { Span } from '../model/span.ts';
import { defaultSettings } from '../settings.ts';

/** What the engine needs to know of the files around the one that is judged. */
export interface Surroundings {
  /** What the team decided; the defaults where absent. */
  readonly conventions?: Conventions;
  inService<F extends FactKind>(file: string, kind: F): readonly Located<FactOf<F>>[];
  /** Facts of the file's service, and of code that it may share with others. */
  withShared<F extends FactKind>(file: string, kind: F): readonly Located<FactOf<F>>[];
  inWorkspace<F extends FactKind>(kind: F): readonly Located<FactOf<F>>[];
  inServiceOf<F extends FactKind>(
    container: { name: string; image?: string; owner: string },
    kind: F,
  ): readonly Located<FactOf<F>>[] | undefined;
  hasFile(path: string): boolean;
  /** What is deployed; undefined where the workspace has not been read whole. */
  production(): ProductionPicture | undefined;
  /** How a request of users reaches a place. */
  onPath(file: string, span: Span): RequestPath | undefined;
}

/** Called when a rule throws: it loses its sites of that file, nothing else. */
export type OnCrash = (rule: string, file: string, error: unknown) => void;

/** The sites of one file under the given rules, in the order of the text. */
export function judge(
  file: FileFacts,
  rules: readonly Rule[],
  { surroundings, onCrash }: { surroundings: Surroundings; onCrash: OnCrash },
): Site[] {
  const byKind = groupByKind(file.facts);
  const sites: Site[] = [];
  for (const rule of rules) {
    const facts = rule.reads.flatMap((kind) => byKind.get(kind) ?? []);
    if (facts.length === 0) continue;
    const own: Site[] = [];
    const within: Within = { file: file.file, byKind, surroundings, sites: own, fact: undefined };
    const context = contextFor(rule, within);
    try {
      for (const fact of facts) {
        within.fact = fact;
        rule.check(fact, context);
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
}

function contextFor(rule: Rule, within: Within): RuleContext {
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
    inService: (kind) => surroundings.inService(file, kind),
    withShared: (kind) => surroundings.withShared(file, kind),
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
