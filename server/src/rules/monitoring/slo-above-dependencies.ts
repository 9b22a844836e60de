import type { Objective } from '../../model/monitoring-fact.ts';
import { related, rule, type Located, type RuleContext } from '../../model/rule.ts';
import type { Related } from '../../model/site.ts';
import type { Span } from '../../model/span.ts';
import { declaredFor, plainName } from '../vocabulary/dependencies/declared.ts';
import { edgesFrom } from '../vocabulary/picture.ts';
import { say } from '../../words/say.ts';

export const sloAboveDependencies = rule({
  severity: 'warning',
  harm: 'repair',
  scope: 'cross',
  since: '0.5.0',
  fix: 'none',
  reads: ['objective'],
  check(objective, context) {
    const { target, service } = objective;
    if (target === undefined || service === undefined || !isAvailability(objective)) return;
    const all = context.inWorkspace('declared-dependencies');
    const declared = declaredFor(serviceNamed(service, context) ?? { name: service, was: [] }, all);
    const hard = declared.flatMap(({ file, fact }) =>
      fact.dependencies.flatMap((each) => (each.hard ? [{ file, fact: each }] : [])),
    );
    const unsaid = declared.flatMap(({ fact }) => fact.dependencies.filter((each) => each.hard === undefined));
    if (hard.length > 0) return judge(objective, { target, hard, unsaid, context });
    const isSaid = unsaid.length === 0 && declared.some(({ fact }) => fact.dependencies.length > 0);
    if (isSaid)
      return context.shown(objective.span, say('slo-above-dependencies.no-dependency-of-is-declared', { service }));
    const edges = edgesOf(service, context);
    if (edges === 0 && declared.every(({ fact }) => fact.dependencies.length === 0)) return;
    const message = say('slo-above-dependencies.does-not-declare-which-of', { service });
    const ask = say('slo-above-dependencies.which-dependencies-of-are-hard', { service });
    context.cannotTell(objective.span, message, ask, {
      related: declared.map((each) => related(each, say('slo-above-dependencies.its-dependencies'))),
    });
  },
});

/** Slow answers of a dependency add up in another way than failed ones. */
function isAvailability({ latency, indicators, name }: Objective): boolean {
  if (latency !== undefined || /latency|duration|fresh|slow|fast/i.test(name)) return false;
  return !indicators.some(({ query }) => query.selectors.some(({ metric }) => metric?.endsWith('_bucket')));
}

function serviceNamed(name: string, context: RuleContext) {
  return context
    .production()
    ?.services.find((each) => [each.name, ...each.was].some((own) => plainName(own) === plainName(name)));
}

function edgesOf(service: string, context: RuleContext): number {
  const picture = context.production();
  const own = serviceNamed(service, context);
  return picture && own ? edgesFrom(picture, own.name).length : 0;
}

interface Around {
  readonly target: number;
  readonly hard: readonly Located<{ readonly text: string; readonly span: Span }>[];
  /** Dependencies of which nobody says whether they are hard. */
  readonly unsaid: readonly { readonly text: string }[];
  readonly context: RuleContext;
}

function judge({ service = '', span }: Objective, { target, hard, unsaid, context }: Around): void {
  const objectives = context.inWorkspace('objective');
  const factors: { readonly name: string; readonly target: number }[] = [];
  const places: Related[] = [];
  const open: string[] = [];
  for (const each of new Map(hard.map((one) => [plainName(one.fact.text), one])).values()) {
    const name = each.fact.text;
    // Of several objectives the highest: which of them is meant is not known.
    const best = objectives
      .filter(
        ({ fact }) => fact.service !== undefined && plainName(fact.service) === plainName(name) && isAvailability(fact),
      )
      .toSorted((a, b) => (b.fact.target ?? 0) - (a.fact.target ?? 0))[0];
    if (best?.fact.target === undefined) {
      open.push(name);
      continue;
    }
    factors.push({ name, target: best.fact.target });
    places.push({
      file: each.file,
      span: each.fact.span,
      message: say('slo-above-dependencies.is-a-hard-dependency', { name }),
    });
    places.push(related(best, say('slo-above-dependencies.the-slo-of-is', { name, target: best.fact.target })));
  }
  const product = Number(factors.reduce((so, each) => so * each.target, 1).toPrecision(6));
  const sum = factors.length === 1 ? String(product) : `${factors.map((each) => each.target).join(' × ')} = ${product}`;
  const names = factors.map(({ name }) => name).join(' × ');
  const evidence = { related: places };
  if (product < target) {
    const message = say('slo-above-dependencies.cannot-meet-its-slo', { names, sum, target, service });
    return context.violated(
      span,
      message.length <= 100 ? message : say('slo-above-dependencies.hard-dependencies-are-below-the', { sum, target }),
      evidence,
    );
  }
  if (open.length > 0) {
    const message = say('slo-above-dependencies.no-slo-was-found-for', { service, open: open.join(', ') });
    return context.cannotTell(
      span,
      message,
      say('slo-above-dependencies.what-is-the-slo-of', { open: open[0] }),
      evidence,
    );
  }
  const [first] = unsaid;
  if (first) {
    const ask = say('slo-above-dependencies.does-fail-without', { service, first: first.text });
    return context.cannotTell(
      span,
      say('slo-above-dependencies.could-not-determine-whether-is', { first: first.text }),
      ask,
      evidence,
    );
  }
  context.shown(span, `${names}: ${sum} ≥ ${target}`, evidence);
}
