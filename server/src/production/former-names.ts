import { gather } from './gather.ts';
import type { Container } from '../model/artefact-fact.ts';
import type { FactOf } from '../model/fact.ts';
import type { Located } from '../model/rule.ts';
import type { ProductionInput } from './input.ts';
import { uniqueName } from './names.ts';
import {
  ancestors,
  dirname,
  imageName,
  isInside,
  openMatching,
  type Former,
  type Matching,
} from './service-matching.ts';

/** Names that a service had before it was called as it is deployed: people may have said something under them. */
export interface FormerNames {
  ofWorkload(name: string): readonly string[];
  /** Of the service in whose folder a file is. */
  ofFile(file: string): readonly string[];
}

/** Derives the former names of services: from folders with a server or a Dockerfile beside a build file, then from workloads. */
export function openFormerNames(input: ProductionInput): FormerNames {
  const former = findFormer(input);
  const { deepest } = openMatching(former);
  const byWorkload = new Map<string, string[]>();
  for (const { name, workloads } of former) for (const each of workloads) gather(byWorkload, each, name);
  return {
    ofWorkload: (name) => byWorkload.get(name) ?? [],
    ofFile: (file) => [deepest(file)?.name ?? []].flat(),
  };
}

const buildFiles = new Set([
  'package.json',
  'go.mod',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
  'pyproject.toml',
  'requirements.txt',
  'setup.py',
  'Cargo.toml',
  'Gemfile',
  'composer.json',
  'mix.exs',
  'build.sbt',
  'CMakeLists.txt',
]);

function findFormer({ paths, facts, workspaceName }: ProductionInput): Mutable[] {
  const folders = codeFolders(paths, facts('server'));
  const services = new Map<string, Mutable>();
  for (const root of folders) {
    const name = uniqueName(services, root === '' ? workspaceName : basename(root));
    services.set(name, { name, root, workloads: [] });
  }
  const matching = openMatching([...services.values()]);
  const containers = facts('container').filter(({ fact }) => fact.role === 'main');
  const owners = new Set(containers.filter(({ fact }) => !isBoughtIn(fact)).map(({ fact }) => fact.owner.name));
  const [only] = services.size === 1 && owners.size === 1 ? services.values() : [];
  const crowded = crowdedFolders(matching, containers);
  const taken = new Set<string>();
  for (const located of containers)
    addWorkload(services, located, { matching, taken, only: isBoughtIn(located.fact) ? undefined : only, crowded });
  const roots = new Set([...services.values()].map(({ root }) => root));
  for (const { file, fact } of facts('component')) addComponent({ services, roots }, file, fact);
  return [...services.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A component of Backstage's catalogue that is a service, and that neither code nor manifests have shown. */
function addComponent(
  { services, roots }: { services: Map<string, Mutable>; roots: Set<string | undefined> },
  file: string,
  { name, type }: FactOf<'component'>,
): void {
  const root = dirname(file);
  const known = services.has(name) || roots.has(root);
  if (known || type?.text !== 'service' || (root === '' && services.size > 0)) return;
  const own = uniqueName(services, name);
  roots.add(root);
  services.set(own, { name: own, root, workloads: [] });
}

type Mutable = { -readonly [K in keyof Former]: Former[K] } & { workloads: string[] };

function codeFolders(files: Iterable<string>, servers: readonly Located<FactOf<'server'>>[]): ReadonlySet<string> {
  const builds = new Set<string>();
  const images = new Set<string>();
  for (const file of files) {
    const name = basename(file);
    if (buildFiles.has(name) || /\.(cs|fs|vb)proj$/.test(name)) builds.add(dirname(file));
    else if (/^Dockerfile(\..+)?$|^Containerfile$/.test(name)) images.add(dirname(file));
  }
  // Names are given in this order.
  const folders = new Set([...images].sort().filter((folder) => builds.has(folder)));
  for (const { file } of servers) {
    const folder = [...ancestors(file)].find((ancestor) => builds.has(ancestor) || images.has(ancestor)) ?? '';
    // One module with several commands: each command that serves is a service of its own.
    const command = /^(.*?)\/?cmd\/([^/]+)\//.exec(file);
    folders.add(
      command && (command[1] ?? '') === folder ? `${folder === '' ? '' : `${folder}/`}cmd/${command[2]}` : folder,
    );
  }
  // A root that only holds other services (a workspace of packages) is none itself.
  if (folders.size > 1 && folders.has('') && !servers.some(({ file }) => ownerOf([...folders], file) === ''))
    folders.delete('');
  return folders;
}

/** Images of others that a folder may hold beside the one of its code. */
const fewImages = 2;

/** Services in whose folder manifests of many images are collected: that one stands there does not say whose code it runs. */
function crowdedFolders(
  { deepest }: Matching<Mutable>,
  containers: readonly Located<Container>[],
): ReadonlySet<Mutable> {
  const images = new Map<Mutable, Set<string>>();
  for (const { file, fact } of containers) {
    const around = deepest(file);
    if (!around || isBoughtIn(fact)) continue;
    const own = images.get(around) ?? new Set();
    images.set(around, own.add(imageName(fact.image?.text) ?? fact.name));
  }
  return new Set([...images].flatMap(([service, own]) => (own.size > fewImages ? [service] : [])));
}

interface Adding {
  readonly matching: Matching<Mutable>;
  /** Workloads that a service has already. */
  readonly taken: Set<string>;
  /** The one service with code, where there is one workload: they belong together whatever they are called. */
  readonly only: Mutable | undefined;
  readonly crowded: ReadonlySet<Mutable>;
}

function addWorkload(
  services: Map<string, Mutable>,
  { file, fact }: Located<Container>,
  { matching, taken, only, crowded }: Adding,
): void {
  const owner = fact.owner.name;
  if (taken.has(owner)) return;
  taken.add(owner);
  const around = matching.deepest(file);
  const isCrowded = around !== undefined && crowded.has(around);
  const service = matching.match(
    { name: fact.name, owner, ...(fact.image ? { image: fact.image.text } : {}) },
    isCrowded ? undefined : file,
  );
  const target = service ?? only ?? newWorkloadService(services, owner);
  target.workloads.push(owner);
}

/** Images that nobody builds from the code beside them. */
const boughtIn =
  /^(postgres|postgresql|mysql|mariadb|mongo|mongodb|redis|valkey|memcached|rabbitmq|kafka|zookeeper|nats|elasticsearch|opensearch|minio|nginx|envoy|haproxy|traefik|prometheus|alertmanager|grafana|loki|tempo|jaeger|busybox|curl|keycloak|vault|consul|etcd)$/;

function isBoughtIn({ image, name }: Container): boolean {
  return boughtIn.test(imageName(image?.text) ?? name);
}

function newWorkloadService(services: Map<string, Mutable>, owner: string): Mutable {
  const name = uniqueName(services, owner);
  const service: Mutable = { name, workloads: [] };
  services.set(name, service);
  return service;
}

function ownerOf(roots: readonly string[], file: string): string | undefined {
  return roots.filter((root) => isInside(root, file)).sort((a, b) => b.length - a.length)[0];
}

function basename(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
