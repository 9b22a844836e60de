import { substituted } from '../facts/artefacts/substitution.ts';
import type { Container } from '../model/artefact-fact.ts';
import type { FactOf } from '../model/fact.ts';
import type { DeployedWorkload, Environment, Program } from '../model/production.ts';
import type { Located } from '../model/rule.ts';
import type { Place } from '../model/span.ts';
import { isFrontDoor, isProduct } from './bought-in.ts';
import { environmentOf } from './environments.ts';
import { openImages, openVariables, type Images, type Recipe, type Variables } from './images.ts';
import type { ProductionInput } from './input.ts';
import { folderOf, joined } from './modules/paths.ts';
import { isSameName, plainName } from './names.ts';

type Draft = { -readonly [K in keyof DeployedWorkload]: DeployedWorkload[K] } & {
  environments: { environment: Environment; at: Place }[];
  env: Map<string, { value: string; at: Place }>;
  hosts: string[];
  readonly program: string | undefined;
};

const byEnvironment: readonly Environment[] = ['production', 'staging', 'development'];

/** Workloads over all their environments, with what they run, by which hosts they are reached, and their environment. */
export function findWorkloads(input: ProductionInput, programs: readonly Program[]): readonly DeployedWorkload[] {
  const programAt = new Map<string, string>();
  for (const { id, starts } of programs) for (const { at } of starts) programAt.set(keyOf(at), id);
  const runs = (file: string, span: Place['span']) => programAt.get(keyOf({ file, span }));
  const variables = openVariables(input);
  const images = openImages(input, variables);
  const inCluster = ofKubernetes(input, { runs, images });
  const composed = joinedWith(inCluster, ofCompose(input, { runs, images, variables }));
  const processes = ofProcesses(input, runs);
  const taken = new Set<string>();
  return [...inCluster, ...composed, ...processes].map((draft) => {
    const { kind, environments, containers, env } = draft;
    let name = draft.name;
    for (let count = 2; taken.has(name); count++) name = `${draft.name}-${count}`;
    taken.add(name);
    return { name, kind, environments, containers, hosts: [...new Set(draft.hosts)], env };
  });
}

function keyOf({ file, span }: Place): string {
  return `${file}:${span.start}`;
}

type Runs = (file: string, span: Place['span']) => string | undefined;

/** What the image sets counts where the workload says nothing. */
function addOfImage(env: Draft['env'], recipe: Recipe | undefined): void {
  for (const { name, value, span } of recipe?.start?.environment ?? [])
    if (recipe && !env.has(name)) env.set(name, { value, at: { file: recipe.file, span } });
}

function ofKubernetes({ facts }: ProductionInput, { runs, images }: { runs: Runs; images: Images }): Draft[] {
  const groups = new Map<string, Located<Container>[]>();
  for (const each of facts('container')) {
    const { owner, role } = each.fact;
    if (owner.name === '' || role === 'init') continue;
    groups.set(owner.name, [...(groups.get(owner.name) ?? []), each]);
  }
  const services = facts('network-service');
  const configs = openConfigs(facts('config-values'));
  return [...groups].flatMap(([name, containers]): Draft[] => {
    const whole = containers.filter(({ fact }) => fact.image !== undefined);
    if (whole.length === 0) return [];
    const placed = whole
      .map((each) => ({ each, environment: environmentIn(each) }))
      .sort((a, b) => byEnvironment.indexOf(a.environment) - byEnvironment.indexOf(b.environment));
    const first = placed[0]?.each;
    if (!first) return [];
    const files = new Map(placed.map(({ each, environment }) => [each.file, { environment, at: placeOf(each) }]));
    for (const each of containers)
      if (!files.has(each.file)) files.set(each.file, { environment: environmentIn(each), at: placeOf(each) });
    // The first file has the containers as they run in production; a patch adds to its variables.
    const own = whole.filter(({ file }) => file === first.file);
    const env = new Map<string, { value: string; at: Place }>();
    for (const each of [...own, ...containers.filter(({ fact, file }) => fact.partial && file !== first.file)])
      for (const [key, value] of variablesOf(each, configs))
        if (each.file === first.file || !env.has(key)) env.set(key, value);
    for (const { fact } of own) addOfImage(env, images.byName(fact.image?.text ?? '')?.recipe);
    const containersOfIt = own.map(({ file, fact }) => {
      const program = runs(file, fact.span);
      return {
        name: fact.name,
        ...(fact.image ? { image: fact.image.text } : {}),
        ...(program === undefined ? {} : { program }),
      };
    });
    const labels = new Map(whole.flatMap(({ fact }) => Object.entries(fact.owner.podLabels)));
    const hosts = services.flatMap(({ fact }) => {
      const selector = Object.entries(fact.selector ?? {});
      if (selector.length === 0 || !selector.every(([key, value]) => labels.get(key) === value)) return [];
      return [
        fact.name,
        ...(fact.namespace === undefined ? [] : [`${fact.namespace}`].map((space) => `${fact.name}.${space}`)),
      ];
    });
    return [
      {
        name,
        kind: first.fact.owner.workload,
        environments: [...files.values()],
        containers: containersOfIt,
        hosts,
        env,
        program: containersOfIt.find(({ program }) => program !== undefined)?.program,
      },
    ];
  });
}

function environmentIn({ file, fact }: Located<Container>): Environment {
  return environmentOf({ file, namespace: fact.owner.namespace, name: fact.owner.name }).environment;
}

function placeOf({ file, fact }: Located<Container>): Place {
  return { file, span: fact.span };
}

type Configs = (name: string, near: string) => Located<FactOf<'config-values'>> | undefined;

/** ConfigMaps by name; of several the one nearest to a file. */
function openConfigs(all: readonly Located<FactOf<'config-values'>>[]): Configs {
  const byName = new Map<string, Located<FactOf<'config-values'>>[]>();
  for (const each of all) byName.set(each.fact.name, [...(byName.get(each.fact.name) ?? []), each]);
  return (name, near) => {
    const found = byName.get(name) ?? [];
    const shared = (file: string) => {
      const [a, b] = [file.split('/'), near.split('/')];
      const at = a.findIndex((part, index) => part !== b[index]);
      return at < 0 ? a.length : at;
    };
    return [...found].sort((a, b) => shared(b.file) - shared(a.file))[0];
  };
}

/** Variables of a container; one that is given twice has its last value, and its own go over those of whole ConfigMaps. */
function variablesOf(each: Located<Container>, configs: Configs): [string, { value: string; at: Place }][] {
  const at = placeOf(each);
  const whole: [string, { value: string; at: Place }][] = [];
  const own: [string, { value: string; at: Place }][] = [];
  for (const { name, value, from, key } of each.fact.env ?? []) {
    if (value !== undefined) own.push([name, { value, at }]);
    const config = from?.startsWith('ConfigMap ') ? configs(from.slice('ConfigMap '.length), each.file) : undefined;
    if (!config) continue;
    const place = { file: config.file, span: config.fact.span };
    if (name.endsWith('*'))
      for (const [variable, text] of Object.entries(config.fact.values))
        whole.push([name.slice(0, -1) + variable, { value: text, at: place }]);
    else if (key !== undefined && config.fact.values[key] !== undefined)
      own.push([name, { value: config.fact.values[key], at: place }]);
  }
  return [...whole, ...own];
}

function ofCompose(
  { facts }: ProductionInput,
  { runs, images, variables }: { runs: Runs; images: Images; variables: Variables },
): Draft[] {
  const drafts = new Map<string, Draft>();
  const byPath = new Map(facts('config-values').map((each) => [each.file, each]));
  const all = facts('compose-service');
  // Names that several systems of the repository give to programs of their own.
  const programs = new Map<string, string | undefined>();
  for (const { file, fact } of all) {
    const key = `${folderOf(file)}\t${fact.name}`;
    programs.set(key, programs.get(key) ?? runs(file, fact.span));
  }
  for (const { file, fact } of all) {
    const program = programs.get(`${folderOf(file)}\t${fact.name}`);
    const values = variables(file);
    const image = fact.image && substituted(fact.image.text, values);
    const dockerfile = fact.dockerfile && substituted(fact.dockerfile, values);
    const recipe =
      dockerfile === undefined
        ? images.byName(image ?? '')?.recipe
        : images.byFile(joined('', dockerfile) ?? dockerfile);
    // What is built upon a product of others with settings of one's own is that product.
    const base = program === undefined ? recipe?.start?.base : undefined;
    const shown = image ?? (base !== undefined && isProduct(base) && !isFrontDoor(base) ? base : undefined);
    const { environment } = environmentOf({ file, profiles: fact.profiles, name: fact.name });
    const at = { file, span: fact.span };
    const key = `${fact.name}\t${program ?? ''}`;
    const known = drafts.get(key);
    const draft: Draft = known ?? {
      name: fact.name,
      kind: 'compose',
      environments: [],
      containers: [],
      hosts: [fact.name],
      env: new Map(),
      program,
    };
    drafts.set(key, draft);
    const isFirst = !draft.environments.some(
      (each) => byEnvironment.indexOf(each.environment) <= byEnvironment.indexOf(environment),
    );
    draft.environments.push({ environment, at });
    draft.environments.sort((a, b) => byEnvironment.indexOf(a.environment) - byEnvironment.indexOf(b.environment));
    if (
      draft.containers.length === 0 &&
      (image !== undefined || program !== undefined || fact.dockerfile !== undefined)
    )
      draft.containers = [
        {
          name: fact.name,
          ...(shown === undefined ? {} : { image: shown }),
          ...(program === undefined ? {} : { program }),
        },
      ];
    draft.hosts.push(...fact.aliases.map((alias) => substituted(alias, values)));
    const set = (name: string, value: string, place: Place) => {
      if (isFirst || !draft.env.has(name)) draft.env.set(name, { value: substituted(value, values), at: place });
    };
    for (const path of fact.environmentFiles) {
      const given = byPath.get(path);
      for (const [name, value] of Object.entries(given?.fact.values ?? {}))
        set(name, value, { file: path, span: { start: 0, end: 0 } });
    }
    for (const { name, value, span } of fact.environment) {
      const text = value ?? values.get(name);
      if (text !== undefined) set(name, text, { file, span });
    }
    addOfImage(draft.env, recipe);
  }
  // What only overlays others, and is started by none of them, is nothing.
  return withoutTrials([...drafts.values()].filter(({ containers }) => containers.length > 0));
}

/** What has the name of another workload and is only for developers is that workload, started in another way. */
function withoutTrials(drafts: readonly Draft[]): Draft[] {
  const isTrial = ({ environments }: Draft) => environments.every(({ environment }) => environment === 'development');
  return drafts.filter((each) => {
    if (!isTrial(each)) return true;
    const [same, ...more] = drafts.filter((other) => other !== each && other.name === each.name && !isTrial(other));
    if (!same || more.length > 0) return true;
    same.environments.push(...each.environments);
    return false;
  });
}

/** Compose services that are workloads of the cluster under the same or another name become one with them; the rest stay. */
function joinedWith(inCluster: readonly Draft[], composed: readonly Draft[]): Draft[] {
  const rest: Draft[] = [];
  const join = (to: Draft, from: Draft) => {
    to.environments.push(...from.environments);
    to.hosts.push(...from.hosts);
    for (const [name, value] of from.env) if (!to.env.has(name)) to.env.set(name, value);
  };
  const open = new Set(inCluster);
  for (const each of composed) {
    const same = inCluster.find(
      (other) =>
        (each.program === other.program && isSameName(each.name, other.name)) ||
        (each.program === undefined && plainName(each.name) === plainName(other.name)),
    );
    if (same) {
      join(same, each);
      open.delete(same);
    } else rest.push(each);
  }
  return rest.filter((each) => {
    if (each.program === undefined) return true;
    const candidates = [...open].filter(({ program }) => program === each.program);
    const [one, ...more] = candidates;
    const alike = rest.filter(({ program }) => program === each.program);
    if (!one || more.length > 0 || alike.length > 1) return true;
    join(one, each);
    return false;
  });
}

function ofProcesses({ facts }: ProductionInput, runs: Runs): Draft[] {
  return facts('process-start').flatMap(({ file, fact }): Draft[] => {
    const program = runs(file, fact.span);
    if (program === undefined) return [];
    const at = { file, span: fact.span };
    const { environment } = environmentOf({ file });
    return [
      {
        name: fact.name,
        kind: fact.by,
        environments: [{ environment, at }],
        containers: [{ name: fact.name, program }],
        hosts: [],
        env: new Map(),
        program,
      },
    ];
  });
}
