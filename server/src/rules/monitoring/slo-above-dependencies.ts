import type { Objective } from '../../model/monitoring-fact.ts';
import { related, rule, type Located, type RuleContext } from '../../model/rule.ts';
import type { Related } from '../../model/site.ts';
import type { Span } from '../../model/span.ts';
import { declaredFor, plainName } from '../vocabulary/dependencies/declared.ts';
import { edgesFrom } from '../vocabulary/picture.ts';

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
    if (isSaid) return context.shown(objective.span, `No dependency of ${service} is declared as hard`);
    const edges = edgesOf(service, context);
    if (edges === 0 && declared.every(({ fact }) => fact.dependencies.length === 0)) return;
    const message = `${service} does not declare which of its dependencies are hard`;
    const ask = `Which dependencies of ${service} are hard?`;
    context.cannotTell(objective.span, message, ask, {
      related: declared.map((each) => related(each, 'its dependencies')),
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
    places.push({ file: each.file, span: each.fact.span, message: `${name} is a hard dependency` });
    places.push(related(best, `the SLO of ${name} is ${best.fact.target}`));
  }
  const product = Number(factors.reduce((so, each) => so * each.target, 1).toPrecision(6));
  const sum = factors.length === 1 ? String(product) : `${factors.map((each) => each.target).join(' × ')} = ${product}`;
  const names = factors.map(({ name }) => name).join(' × ');
  const evidence = { related: places };
  if (product < target) {
    const message = `${names}: ${sum} < ${target}; ${service} cannot meet its SLO`;
    return context.violated(
      span,
      message.length <= 100 ? message : `${sum} < ${target}; hard dependencies are below the SLO`,
      evidence,
    );
  }
  if (open.length > 0) {
    const message = `no SLO was found for hard dependencies of ${service}: ${open.join(', ')}`;
    return context.cannotTell(span, message, `What is the SLO of ${open[0]}?`, evidence);
  }
  const [first] = unsaid;
  if (first) {
    const ask = `Does ${service} fail without ${first.text}?`;
    return context.cannotTell(span, `could not determine whether ${first.text} is a hard dependency`, ask, evidence);
  }
  context.shown(span, `${names}: ${sum} ≥ ${target}`, evidence);
}
