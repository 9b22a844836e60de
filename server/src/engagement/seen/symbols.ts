import type { FactKind, FactOf } from '../../model/fact.ts';
import type { Located } from '../../model/rule.ts';
import type { Place } from '../../model/span.ts';
import type { PartInput } from '../part.ts';
import type { PostmortemAction } from '../../documents/postmortems/postmortems.ts';
import { definitionsIn } from './definitions.ts';

type Index = Pick<PartInput['index'], 'inWorkspace' | 'servicesOf' | 'ownersOf' | 'paths'>;

/** Something that has a name and a place: a function, an alert, a metric or an object of a manifest. */
export interface Named extends Place {
  /** `the function charge`, `the alert ShopSlow`, `the Deployment shop`. */
  readonly words: string;
}

/** A name in a text, with all that it may mean. */
export interface Meant {
  readonly name: string;
  readonly all: readonly Named[];
}

/**
 * What an action names besides files: functions and metrics that it quotes as code, alerts by their whole name, and objects of
 * manifests by kind and name. Of several that have a name, those of the services that the postmortem concerns count.
 */
export async function symbolsIn(
  { text, quotes }: Pick<PostmortemAction, 'text' | 'quotes'>,
  { index, services, textOf }: Surroundings,
): Promise<readonly Meant[]> {
  const found: Meant[] = [];
  const add = (name: string, all: readonly Named[]) => {
    const own = all.filter(({ file }) => index.servicesOf(file).some((each) => services.includes(each.name)));
    const most = own.length > 0 ? own : all;
    if (most.length > 0 && !found.some((each) => each.name === name)) found.push({ name, all: most });
  };
  const alerts = byName(index, 'alert', ({ name }) => name);
  for (const quote of quotes) {
    const name = quote.replace(/\(.*$/s, '');
    const known = alerts.get(name) ?? [];
    if (known.length > 0) add(name, known.map(named('alert', name)));
    else if (/^[\w$.:]+$/.test(name)) {
      const functions = await functionsOf(name, { index, services, textOf });
      if (functions.length > 0) add(name, functions);
      else add(name, (byName(index, 'metric', (fact) => fact.name).get(name) ?? []).map(named('metric', name)));
    }
  }
  for (const word of new Set(text.match(/[A-Za-z][\w-]*/g))) {
    // One word in capitals may be any word at the start of a sentence.
    if (/[a-z0-9][A-Z]/.test(word) || /[_-]/.test(word)) add(word, (alerts.get(word) ?? []).map(named('alert', word)));
  }
  for (const { name, kind, all } of objectsIn(text, index)) add(`${kind} ${name}`, all);
  return found;
}

const named =
  (kind: string, name: string) =>
  ({ file, fact }: Located<{ readonly span: Place['span'] }>): Named => ({
    file,
    span: fact.span,
    words: `the ${kind} ${name}`,
  });

/** Facts of a kind by their names, gathered once for as long as the facts are the same. */
function byName<K extends FactKind>(
  index: Index,
  kind: K,
  nameOf: (fact: FactOf<K>) => string,
): ReadonlyMap<string, readonly Located<FactOf<K>>[]> {
  const all = index.inWorkspace(kind);
  const known = gathered.get(all) as ReadonlyMap<string, readonly Located<FactOf<K>>[]> | undefined;
  if (known) return known;
  const found = new Map<string, Located<FactOf<K>>[]>();
  for (const each of all) found.set(nameOf(each.fact), [...(found.get(nameOf(each.fact)) ?? []), each]);
  gathered.set(all, found);
  return found;
}

/** By the list of facts, which is another where one of them is. */
const gathered = new WeakMap<object, ReadonlyMap<string, readonly unknown[]>>();

interface Surroundings {
  readonly index: Index;
  readonly services: readonly string[];
  textOf(file: string): Promise<string | undefined>;
}

/** Files of code that are read for functions of a name. */
const mostFiles = 400;
const code = /\.([cm]?[jt]sx?|go|py|java|kt)$/;

/** Functions of a name: `charge`, `Payment.charge`, `payment::charge`, `pay.Charge` of a package. */
async function functionsOf(written: string, { index, services, textOf }: Surroundings): Promise<Named[]> {
  const parts = written.split(/\.|::/).filter((part) => part !== '');
  const name = parts.at(-1);
  if (name === undefined) return [];
  const before = parts.at(-2);
  const found: (Named & { readonly key: string; readonly fits: boolean })[] = [];
  for (const { file, fact } of index.inWorkspace('functions'))
    for (const link of fact.functions) {
      if (link.name !== name || link.inside !== undefined) continue;
      const owner = link.owner ?? '';
      const fits = before === undefined || owner === before || file.split(/[/.]/).includes(before);
      found.push({
        file,
        span: link.span,
        words: `the function ${owner === '' ? name : `${owner}.${name}`}`,
        // Overloads of a method are one function for people.
        key: `${file} ${owner}`,
        fits,
      });
    }
  // Facts hold the functions that call something; others are read from the code of the services.
  const own = [...index.paths()].filter(
    (path) => code.test(path) && index.ownersOf(path).some((each) => services.includes(each)),
  );
  for (const file of own.slice(0, mostFiles)) {
    if (found.some((each) => each.file === file)) continue;
    const definition = definitionsIn((await textOf(file)) ?? '').find((each) => each.name === name);
    if (!definition) continue;
    const fits = before === undefined || file.split(/[/.]/).includes(before);
    const span = { start: definition.at, end: definition.at };
    found.push({ file, span, words: `the function ${name}`, key: file, fits });
  }
  const kept = found.filter(({ fits }) => fits);
  return [...new Map(kept.toReversed().map((each) => [each.key, each])).values()]
    .toReversed()
    .map(({ file, span, words }) => ({ file, span, words }));
}

interface Objects {
  readonly kind: string;
  readonly name: string;
  readonly all: readonly Named[];
}

/** What people call objects, by the facts that are of them. */
const kinds: readonly {
  readonly words: RegExp;
  readonly kind: string;
  readonly of: (index: Index) => readonly Located<{ readonly name: string; readonly span: Place['span'] }>[];
}[] = [
  ...(['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob', 'Job', 'Rollout'] as const).map((kind) => ({
    kind,
    words: new RegExp(`^${kind}s?$`, 'i'),
    of: (index: Index) => index.inWorkspace('workload').filter(({ fact }) => fact.workload === kind && !fact.partial),
  })),
  { kind: 'Service', words: /^services?$/i, of: (index) => index.inWorkspace('network-service') },
  {
    kind: 'HorizontalPodAutoscaler',
    words: /^(?:hpa|horizontalpodautoscaler|autoscaler|scaledobject)s?$/i,
    // It is called as what it scales.
    of: (index) =>
      index
        .inWorkspace('autoscaler')
        .map(({ file, fact }) => ({ file, fact: { name: fact.target.name, span: fact.span } })),
  },
  {
    kind: 'PodDisruptionBudget',
    words: /^(?:pdb|poddisruptionbudget)s?$/i,
    of: (index) => index.inWorkspace('disruption-budget'),
  },
  {
    kind: 'Ingress',
    words: /^(?:ingress(?:es)?|httproute|gateway|virtualservice|ingressroute)$/i,
    of: (index) => index.inWorkspace('public-endpoint'),
  },
  { kind: 'Certificate', words: /^certificates?$/i, of: (index) => index.inWorkspace('certificate') },
];

/** `the Deployment shop`, `deployment/shop`, `the shop deployment`: a kind beside a name that an object of it has. */
function objectsIn(text: string, index: Index): Objects[] {
  const words = text.match(/[A-Za-z0-9][A-Za-z0-9.-]*/g)?.map((word) => word.replace(/[.-]+$/, '')) ?? [];
  const found: Objects[] = [];
  for (const [at, word] of words.entries())
    for (const { kind, words: pattern, of } of kinds) {
      if (!pattern.test(word)) continue;
      const after = /^(?:of|for|called|named|the)$/i.test(words[at + 1] ?? '') ? words[at + 2] : words[at + 1];
      for (const name of [after, words[at - 1]]) {
        if (name === undefined) continue;
        const all = of(index).filter(({ fact }) => fact.name === name);
        if (all.length > 0) found.push({ kind, name, all: all.map(named(kind, name)) });
      }
    }
  return found;
}
