import type { Fact, FactKind, FactOf, FileFacts } from '../model/fact.ts';
import type { Located, RuleCode } from '../model/rule.ts';
import type { Fix, Site } from '../model/site.ts';
import { judge, type OnCrash, type Surroundings } from '../rules/engine.ts';
import type { SentAlternative } from './sent-facts.ts';

/** What is asked of rules to find the values that decide that something is missing. */
export interface Deciding {
  readonly alternatives: readonly SentAlternative[];
  readonly surroundings: Surroundings;
  readonly rules: readonly RuleCode[];
  readonly onCrash: OnCrash;
}

/** Keys and kinds that rules find missing. */
export function missedBy(rules: readonly RuleCode[]): readonly string[] {
  return [...new Set(rules.flatMap(({ misses = [] }) => misses))];
}

/**
 * Sites that miss what a condition of the template leaves out, with the value that decides it: with another value there, the
 * rule passes the same object. A fix sets it, where nothing else has to be known for that.
 */
export function withDecidingValues(sites: readonly Site[], facts: FileFacts, deciding: Deciding): readonly Site[] {
  const { alternatives, rules } = deciding;
  if (alternatives.length === 0) return sites;
  const passes = new Map<string, ReadonlySet<string>>();
  const passing = (alternative: SentAlternative, rule: RuleCode) => {
    const key = `${rule.id} ${alternatives.indexOf(alternative)}`;
    const known = passes.get(key) ?? passingSubjects(facts, alternative, { ...deciding, rule });
    passes.set(key, known);
    return known;
  };
  return sites.map((site) => {
    const rule = site.verdict === 'violated' ? rules.find(({ id }) => id === site.rule) : undefined;
    for (const word of rule?.misses ?? [])
      for (const alternative of alternatives)
        if (rule && alternative.adds.includes(word) && passing(alternative, rule).has(subjectOf(site.fact)))
          return decidedBy(alternative, site);
    return site;
  });
}

function decidedBy({ at, key, text, isOffered }: SentAlternative, site: Site): Site {
  const fix: Fix = {
    title: `Set ${key}: ${text}`,
    safety: 'suggestion',
    changes: [{ file: at.file, edits: [{ span: at.span, text }] }],
  };
  return { ...site, decidedAt: at, ...(isOffered ? { fixes: [fix] } : {}) };
}

/** What a rule passes in a file with other values. */
function passingSubjects(
  facts: FileFacts,
  alternative: SentAlternative,
  { rule, surroundings, onCrash }: Deciding & { readonly rule: RuleCode },
): ReadonlySet<string> {
  const own = alternative.facts.get(facts.file);
  const isChanged = alternative.files.includes(facts.file);
  const file = isChanged ? { ...facts, facts: own ?? [] } : facts;
  const around = { ...surroundings, inWorkspace: inWorkspaceWith(alternative, surroundings) };
  const sites = judge(file, [rule], { surroundings: around, onCrash });
  const passed = new Set(sites.flatMap(({ verdict, fact }) => (verdict === 'shown' ? [subjectOf(fact)] : [])));
  for (const { verdict, fact } of sites) if (verdict !== 'shown') passed.delete(subjectOf(fact));
  return passed;
}

/** The facts of the workspace with those that the templates would give. */
function inWorkspaceWith({ files, facts }: SentAlternative, surroundings: Surroundings): Surroundings['inWorkspace'] {
  const known = new Map<FactKind, readonly Located<Fact>[]>();
  return <F extends FactKind>(kind: F): readonly Located<FactOf<F>>[] => {
    const before = known.get(kind);
    // Rules group a list once, by its identity.
    if (before) return before as readonly Located<FactOf<F>>[];
    const others = surroundings.inWorkspace(kind).filter(({ file }) => !files.includes(file));
    const isAsked = (fact: Fact): fact is FactOf<F> => fact.kind === kind;
    const own = [...facts].flatMap(([file, all]) => all.filter(isAsked).map((fact) => ({ file, fact })));
    const all = [...others, ...own];
    known.set(kind, all);
    return all;
  };
}

/** What a fact is about, however its values are. */
export function subjectOf(fact: Fact): string {
  if (fact.kind === 'container') return `${fact.owner.workload} ${fact.owner.name} ${fact.name}`;
  return fact.kind === 'workload' ? `${fact.workload} ${fact.name}` : `${fact.kind} ${fact.span.start}`;
}
