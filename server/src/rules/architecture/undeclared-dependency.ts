import type { DeclaredDependencies } from '../../model/component-fact.ts';
import type { Fact } from '../../model/fact.ts';
import type { Dependency, ProductionPicture } from '../../model/production.ts';
import { rule, type Located, type RuleContext } from '../../model/rule.ts';
import type { Fix } from '../../model/site.ts';
import type { Place } from '../../model/span.ts';
import { declaredFor } from '../vocabulary/dependencies/declared.ts';
import { edgeKinds, holds, isDeclarable, isReadWhole, means } from '../vocabulary/dependencies/edges.ts';
import { edgesFrom, oncePerPicture } from '../vocabulary/picture.ts';
import { say } from '../../words/say.ts';

export const undeclaredDependency = rule({
  severity: 'information',
  harm: 'repair',
  scope: 'cross',
  since: '0.5.0',
  fix: 'suggestion',
  reads: ['declared-dependencies', ...edgeKinds],
  check(fact, context) {
    const picture = context.production();
    if (!picture) return;
    if (fact.kind === 'declared-dependencies') return checkDeclared(fact, picture, context);
    for (const said of gathered(picture, context).get(context.file) ?? [])
      if (holds(fact, said.place, context)) report(said, fact, context);
  },
});

/** An edge of a service that declares dependencies, at its surest place. */
interface Said {
  readonly place: Place;
  readonly edge: Dependency;
  readonly declared: Located<DeclaredDependencies>;
  readonly isDeclared: boolean;
}

const gathered = oncePerPicture(['declared-dependencies', ...edgeKinds], gather);

function gather(picture: ProductionPicture, context: RuleContext): ReadonlyMap<string, readonly Said[]> {
  const byFile = new Map<string, Said[]>();
  const all = context.inWorkspace('declared-dependencies');
  for (const service of picture.services) {
    const own = declaredFor(service, all).filter(({ fact }) => fact.dependencies.length > 0);
    const [declared] = own;
    // A service that declares nothing is one question of the checklist, not a finding for each edge.
    if (!declared) continue;
    for (const edge of edgesFrom(picture, service.name)) {
      const [place] = edge.places;
      if (!place || !isDeclarable(edge)) continue;
      const meant = own.flatMap(({ fact }) => fact.dependencies.map((each) => means(each, edge)));
      // By its kind alone it may be what is declared: that is neither a finding nor a pass.
      if (meant.includes('maybe') && !meant.includes('yes')) continue;
      const isDeclared = meant.includes('yes');
      const known = byFile.get(place.file) ?? [];
      byFile.set(place.file, known);
      known.push({ place, edge, declared, isDeclared });
    }
  }
  return byFile;
}

function report({ place, edge, declared, isDeclared }: Said, fact: Fact, context: RuleContext): void {
  const { from, to, via, places } = edge;
  const inFact = place.span.end > place.span.start ? place.span : fact.span;
  const list = {
    file: declared.file,
    span: declared.fact.span,
    message: say('undeclared-dependency.dependencies-declared-by', { from }),
  };
  const others = places.slice(1, 4).map((each) => ({ ...each, message: say('undeclared-dependency.also-used-here') }));
  const evidence = { related: [list, ...others] };
  if (isDeclared) return context.shown(inFact, say('undeclared-dependency.declares', { from, to }), evidence);
  const message = say('undeclared-dependency.uses-but-does-not-declare', { from, to, via });
  context.violated(
    inFact,
    message.length <= 100 ? message : say('undeclared-dependency.uses-but-does-not-declare-it', { from, to }),
    {
      ...evidence,
      fixes: fixesFor(edge, declared),
    },
  );
}

function fixesFor({ to, kind }: Dependency, { file, fact }: Located<DeclaredDependencies>): Fix[] {
  const { insertAt, format } = fact;
  if (!insertAt || !/^[\w.-]+$/.test(to)) return [];
  const entry =
    format === 'descriptor'
      ? `- name: ${to}`
      : `- ${kind === 'service' ? 'component' : 'resource'}:default/${to.toLowerCase()}`;
  const span = { start: insertAt.offset, end: insertAt.offset };
  const edits = [{ span, text: `\n${insertAt.indent}${entry}` }];
  return [{ title: say('undeclared-dependency.declare', { to }), safety: 'suggestion', changes: [{ file, edits }] }];
}

/** What is declared and used nowhere. */
function checkDeclared(fact: DeclaredDependencies, picture: ProductionPicture, context: RuleContext): void {
  const all = [{ file: context.file, fact }];
  const service = picture.services.find((each) => declaredFor(each, all).length > 0);
  if (!service) return;
  const edges = edgesFrom(picture, service.name);
  for (const each of fact.dependencies) {
    if (edges.some((edge) => means(each, edge) !== 'no')) continue;
    const ask = say('undeclared-dependency.does-still-use', { name: service.name, dependency: each.text });
    if (isReadWhole(service, edges, { picture, context }))
      context.violated(
        each.span,
        say('undeclared-dependency.declares-but-nothing-here-uses', { name: service.name, dependency: each.text }),
      );
    else
      context.cannotTell(
        each.span,
        say('undeclared-dependency.no-use-of-in-was', { dependency: each.text, name: service.name }),
        ask,
      );
  }
}
