import type { DeclaredDependencies } from '../../../model/component-fact.ts';
import type { Addressed } from '../../../model/link-fact.ts';
import type { FileFunctions } from '../../../model/path-fact.ts';
import type { Dependency, DeployedService, ProductionPicture, RequestPath } from '../../../model/production.ts';
import type { Located, RuleContext } from '../../../model/rule.ts';
import type { Place, Span } from '../../../model/span.ts';
import { declaredFor, plainName } from '../dependencies/declared.ts';
import { isAt, isByVariable } from './edge-calls.ts';
import { means } from '../dependencies/edges.ts';
import { groupedBy, oncePer } from '../lookup.ts';
import { edgesFrom, servicesOnWay } from '../picture.ts';
import { leadsTo } from './shared-clients.ts';

/** What a dependency is built for. */
export interface Classed {
  readonly name: string;
  /** `unsaid`: its name says that it may be for batch work, and nobody declares it. */
  readonly is: 'serving' | 'batch' | 'unsaid';
  readonly service: string;
  /** Where it is declared. */
  readonly at?: Place;
}

/** Names of what is built for reports and not for users. A replica that is only read may serve. */
const analytic = /(^|[-_.])(analytics?|warehouse|dwh|olap|reporting|datalake|data-lake|bi)([-_.]|$)/i;

const namesAnalytics = oncePer(({ dependencies }: ProductionPicture) =>
  dependencies.some(({ to }) => analytic.test(to)),
);

/** Whether any dependency of the workspace has a class, or a name that speaks of one: without, no call need be looked at. */
export function mayHaveClasses(context: RuleContext): boolean {
  const picture = context.production();
  if (!picture) return false;
  return (
    namesAnalytics(picture) ||
    context
      .inWorkspace('declared-dependencies')
      .some(({ fact }) => fact.dependencies.some((each) => each.class !== undefined))
  );
}

/** What the dependency is built for that a call on a way leads to, by its place or by the variable that has the address. */
export function classOf(
  span: Span,
  { variable, path }: { variable: string | undefined; path: RequestPath },
  context: RuleContext,
): Classed | undefined {
  const picture = context.production();
  if (!picture) return undefined;
  const all = context.inWorkspace('declared-dependencies');
  for (const service of servicesOnWay(picture, path, context.file)) {
    const edges = edgesFrom(picture, service.name).filter((edge) =>
      variable === undefined
        ? isAt(edge, { file: context.file, span })
        : isByVariable(edge, variable, { service, picture }),
    );
    const declared = declaredClass(service, { edges, variable, all });
    if (declared) return declared;
    const named = edges.find(({ to }) => analytic.test(to));
    if (named) return { name: named.to, is: 'unsaid', service: service.name };
  }
  return undefined;
}

function declaredClass(
  service: DeployedService,
  {
    edges,
    variable,
    all,
  }: {
    edges: readonly Dependency[];
    variable: string | undefined;
    all: readonly Located<DeclaredDependencies>[];
  },
): Classed | undefined {
  const called = plainName(variable?.replace(/_[A-Z]+$/, '') ?? '');
  for (const { file, fact } of declaredFor(service, all))
    for (const each of fact.dependencies) {
      const isMeant = edges.some((edge) => means(each, edge) === 'yes') || plainName(each.text) === called;
      if (each.class && isMeant)
        return { name: each.text, is: each.class, service: service.name, at: { file, span: each.span } };
    }
  return undefined;
}

const byName = groupedBy(({ fact }: Located<Addressed>) => (fact.name === undefined ? [] : [fact.name]));

/** Calls of a file on what another file makes with an address from the environment. */
export function callsByVariable(
  { functions, language }: FileFunctions,
  context: RuleContext,
): readonly { span: Span; variable: string }[] {
  const all = context.inWorkspace('addressed');
  if (all.length === 0) return [];
  return functions.flatMap(({ calls }) =>
    calls.flatMap(({ span, to = '' }) => {
      const [, module = '', name = ''] = /^([^#]*)#([\w$]+)\.[\w$]+$/.exec(to) ?? [];
      if (module === '' && language !== 'go') return [];
      const found = byName(all, name).find(({ file }) => leadsTo(context.file, module === '' ? '.' : module, file));
      return found ? [{ span, variable: found.fact.variable }] : [];
    }),
  );
}
