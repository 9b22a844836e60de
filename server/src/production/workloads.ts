import { gather } from './gather.ts';
import type { Container, NetworkService } from '../model/artefact-fact.ts';
import type { FactOf } from '../model/fact.ts';
import type { DeployedWorkload, Environment, Program } from '../model/production.ts';
import type { Located } from '../model/rule.ts';
import { placeKey, type Place } from '../model/span.ts';
import { joinedWith, ofCompose } from './compose-workloads.ts';
import { openManifestEnvironments } from './manifest-environments.ts';
import { folderOf, namespacesOf } from '../rules/vocabulary/workloads/kustomize.ts';
import { isCompanion } from '../rules/vocabulary/workloads/pods.ts';
import { imageReference } from './names.ts';
import { openImages, openVariables, type Images } from './images.ts';
import type { ProductionInput } from './input.ts';
import { processWorkloads } from './process-starts.ts';
import { addOfImage, byEnvironment, type Draft, type Runs } from './workload-draft.ts';

/** Workloads over all their environments, with what they run, by which hosts they are reached, and their environment. */
export function findWorkloads(input: ProductionInput, programs: readonly Program[]): readonly DeployedWorkload[] {
  const programAt = new Map<string, string>();
  for (const { id, starts } of programs) for (const { at } of starts) programAt.set(placeKey(at), id);
  const runs = (file: string, span: Place['span']) => programAt.get(placeKey({ file, span }));
  const variables = openVariables(input);
  const images = openImages(input, variables);
  const inCluster = ofKubernetes(input, { runs, images });
  const processes = processWorkloads(input, { runs, images });
  const composed = joinedWith(inCluster, ofCompose(input, { runs, images, variables }));
  const taken = new Set<string>();
  return [...inCluster, ...composed, ...processes].map((draft) => {
    const { kind, environments, containers, env } = draft;
    let name = draft.name;
    for (let count = 2; taken.has(name); count++) name = `${draft.name}-${count}`;
    taken.add(name);
    const { otherwise, object } = draft;
    const more = { ...(otherwise === undefined ? {} : { otherwise }), ...(object === undefined ? {} : { object }) };
    return { name, kind, environments, containers, hosts: [...new Set(draft.hosts)], env, ...more };
  });
}

function ofKubernetes({ facts }: ProductionInput, { runs, images }: { runs: Runs; images: Images }): Draft[] {
  const groups = new Map<string, Located<Container>[]>();
  for (const each of facts('container')) {
    const { owner, role } = each.fact;
    if (owner.name === '' || role === 'init') continue;
    gather(groups, owner.name, each);
  }
  const where = openManifestEnvironments(facts);
  const environmentIn = ({ file, fact }: Located<Container>): Environment =>
    where({ file, namespace: fact.owner.namespace, name: fact.owner.name }).environment;
  const selecting = servicesByLabel(facts('network-service'));
  const configs = openConfigs(facts('config-values'));
  return [...groups]
    .flatMap(([called, all]) => byNamespace(called, all, facts))
    .flatMap(({ name, object, containers }): Draft[] => {
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
      const hosts = selecting(labels).flatMap((fact) => {
        if (object && fact.namespace !== undefined && fact.namespace !== object.namespace) return [];
        return [
          fact.name,
          ...(fact.namespace === undefined ? [] : [`${fact.namespace}`].map((space) => `${fact.name}.${space}`)),
        ];
      });
      return [
        {
          name,
          ...(object ? { object } : {}),
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

/** The Services whose selector fits some labels, in their order: each is found by the first label that it asks for. */
function servicesByLabel(
  services: readonly Located<NetworkService>[],
): (labels: ReadonlyMap<string, string>) => NetworkService[] {
  const byFirst = new Map<string, number[]>();
  const selectors = services.map(({ fact }) => Object.entries(fact.selector ?? {}));
  selectors.forEach(([first], at) => {
    if (first) gather(byFirst, first.join('='), at);
  });
  return (labels) =>
    [...new Set([...labels].flatMap((label) => byFirst.get(label.join('=')) ?? []))]
      .filter((at) => selectors[at]?.every(([key, value]) => labels.get(key) === value))
      .sort((a, b) => a - b)
      .flatMap((at) => services[at]?.fact ?? []);
}

interface Group {
  readonly name: string;
  readonly object?: { readonly name: string; readonly namespace: string };
  readonly containers: readonly Located<Container>[];
}

/** The objects of one name: copies of one workload, unless those of two namespaces run images of which none is the same. */
function byNamespace(called: string, all: readonly Located<Container>[], facts: ProductionInput['facts']): Group[] {
  const namespaceOf = ({ file, fact }: Located<Container>) => {
    const found = namespacesOf({ file, namespace: fact.owner.namespace }, { inWorkspace: facts });
    return found.length === 1 ? found[0] : undefined;
  };
  const groups: { namespaces: Set<string>; images: Set<string>; containers: Located<Container>[] }[] = [];
  const loose: Located<Container>[] = [];
  for (const each of all) {
    const namespace = namespaceOf(each);
    if (namespace === undefined || !each.fact.image) {
      loose.push(each);
      continue;
    }
    const { name: image } = imageReference(each.fact.image.text);
    // Proxies and log shippers are the same everywhere.
    const isOwn = !isCompanion(each.fact);
    const [first, ...others] = groups.filter(
      ({ namespaces, images }) => namespaces.has(namespace) || (isOwn && images.has(image)),
    );
    const into = first ?? { namespaces: new Set<string>(), images: new Set<string>(), containers: [] };
    if (!first) groups.push(into);
    into.namespaces.add(namespace);
    if (isOwn) into.images.add(image);
    into.containers.push(each);
    for (const other of others) {
      for (const one of other.namespaces) into.namespaces.add(one);
      for (const one of other.images) into.images.add(one);
      into.containers.push(...other.containers);
      groups.splice(groups.indexOf(other), 1);
    }
  }
  if (groups.length < 2) return [{ name: called, containers: all }];
  // What names no namespace is a patch as a rule: it is of those in its own folder, else of the first.
  const groupOf = ({ file }: Located<Container>) =>
    groups.find(({ containers }) => containers.some((each) => folderOf(each.file) === folderOf(file))) ?? groups[0];
  return groups.map((group) => {
    const { namespaces, containers } = group;
    const [namespace = ''] = [...namespaces].sort();
    const own = loose.filter((each) => groupOf(each) === group);
    return { name: `${namespace}-${called}`, object: { name: called, namespace }, containers: [...containers, ...own] };
  });
}

function placeOf({ file, fact }: Located<Container>): Place {
  return { file, span: fact.span };
}

type Configs = (name: string, near: string) => Located<FactOf<'config-values'>> | undefined;

/** ConfigMaps by name, with what they take from files; of several the one nearest to a file. */
function openConfigs(all: readonly Located<FactOf<'config-values'>>[]): Configs {
  const byName = new Map<string, Located<FactOf<'config-values'>>[]>();
  const byPath = new Map(all.map(({ file, fact }) => [file, fact.values]));
  for (const { file, fact } of all) {
    const taken = (fact.envs ?? []).map((path) => byPath.get(path) ?? {});
    const values: Record<string, string> = Object.assign({}, ...taken, fact.values);
    gather(byName, fact.name, { file, fact: { ...fact, values } });
  }
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
