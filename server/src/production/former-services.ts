import type { Container } from '../model/artefact-fact.ts';
import type { FactKind, FactOf } from '../model/fact.ts';
import type { Located } from '../model/rule.ts';
import type { Service } from '../model/service.ts';
import { ancestors, dirname, imageName, isInside, openMatching, type Matching } from './service-matching.ts';

/** What services are found from. */
export interface ServiceSources {
  /** All paths of the workspace, indexed or not. */
  readonly files: Iterable<string>;
  facts<K extends FactKind>(kind: K): readonly Located<FactOf<K>>[];
  /** Name for the only service of a workspace that shows no other. */
  readonly workspaceName: string;
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

/**
 * The services of a workspace: folders whose code serves (a server start, or a Dockerfile beside a build file),
 * then Kubernetes workloads that run none of them.
 */
export function findServices({ files, facts, workspaceName }: ServiceSources): Service[] {
  const folders = codeFolders(files, facts('server'));
  const services = new Map<string, Mutable>();
  for (const [root, because] of folders) {
    const name = uniqueName(services, root === '' ? workspaceName : basename(root));
    services.set(name, { name, root, because, places: [], workloads: [] });
  }
  const matching = openMatching([...services.values()]);
  for (const { file, fact } of facts('server')) matching.deepest(file)?.places.push({ file, span: fact.span });
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
  { name, type, span }: FactOf<'component'>,
): void {
  const root = dirname(file);
  const known = services.has(name) || roots.has(root);
  if (known || type?.text !== 'service' || (root === '' && services.size > 0)) return;
  const own = uniqueName(services, name);
  roots.add(root);
  services.set(own, {
    name: own,
    root,
    because: `${basename(file)} describes it`,
    places: [{ file, span }],
    workloads: [],
  });
}

type Mutable = { -readonly [K in keyof Service]: Service[K] } & {
  workloads: string[];
  places: { file: string; span: { start: number; end: number } }[];
};

function codeFolders(files: Iterable<string>, servers: readonly Located<FactOf<'server'>>[]): Map<string, string> {
  const builds = new Set<string>();
  const images = new Set<string>();
  for (const file of files) {
    const name = basename(file);
    if (buildFiles.has(name) || /\.(cs|fs|vb)proj$/.test(name)) builds.add(dirname(file));
    else if (/^Dockerfile(\..+)?$|^Containerfile$/.test(name)) images.add(dirname(file));
  }
  const folders = new Map<string, string>();
  // Names are given in this order.
  for (const folder of [...images].sort())
    if (builds.has(folder)) folders.set(folder, 'a Dockerfile stands beside its build file');
  for (const { file } of servers) {
    const folder = [...ancestors(file)].find((ancestor) => builds.has(ancestor) || images.has(ancestor)) ?? '';
    // One module with several commands: each command that serves is a service of its own.
    const command = /^(.*?)\/?cmd\/([^/]+)\//.exec(file);
    const root =
      command && (command[1] ?? '') === folder ? `${folder === '' ? '' : `${folder}/`}cmd/${command[2]}` : folder;
    folders.set(root, folders.get(root) ?? 'its code starts a server');
  }
  // A root that only holds other services (a workspace of packages) is none itself.
  if (folders.size > 1 && folders.has('') && !servers.some(({ file }) => ownerOf([...folders.keys()], file) === ''))
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
  target.places.push({ file, span: fact.span });
}

/** Images that nobody builds from the code beside them. */
const boughtIn =
  /^(postgres|postgresql|mysql|mariadb|mongo|mongodb|redis|valkey|memcached|rabbitmq|kafka|zookeeper|nats|elasticsearch|opensearch|minio|nginx|envoy|haproxy|traefik|prometheus|alertmanager|grafana|loki|tempo|jaeger|busybox|curl|keycloak|vault|consul|etcd)$/;

function isBoughtIn({ image, name }: Container): boolean {
  return boughtIn.test(imageName(image?.text) ?? name);
}

function newWorkloadService(services: Map<string, Mutable>, owner: string): Mutable {
  const name = uniqueName(services, owner);
  const service: Mutable = { name, because: `the workload ${owner} runs it`, places: [], workloads: [] };
  services.set(name, service);
  return service;
}

/**
 * Whether code may run in a service without standing in its folder: what the commands of a module or the packages of a
 * repository share. `standing` is the service in whose folder it stands.
 */
export function isShared(standing: Service | undefined, { root }: Service): boolean {
  if (root === undefined) return false;
  const own = standing?.root;
  return own === undefined || (own !== root && isInside(own, root));
}

/**
 * Whether a file outside of a service's folder is part of it for sure: what the commands of its module share,
 * and the build file that stands above it. `standing` is the service in whose folder the file stands.
 */
export function isPartOf(service: Service, file: string, standing: Service | undefined): boolean {
  const { root } = service;
  if (root === undefined || (standing && !isInside(standing.root ?? '', root))) return false;
  if (buildFiles.has(basename(file))) return isInside(dirname(file), root);
  const module = /^(.*?)\/?cmd\/[^/]+$/.exec(root)?.[1];
  return module !== undefined && isInside(module, file);
}

function ownerOf(roots: readonly string[], file: string): string | undefined {
  return roots.filter((root) => isInside(root, file)).sort((a, b) => b.length - a.length)[0];
}

/** A name for a service that no other has, of the characters that a name may have. */
export function uniqueName(services: ReadonlyMap<string, unknown>, wanted: string): string {
  const name =
    wanted
      .toLowerCase()
      .replace(/[^a-z0-9.-]+/g, '-')
      .replace(/^[-.]+|[-.]+$/g, '') || 'service';
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? name : `${name}-${count}`;
    if (!services.has(candidate)) return candidate;
  }
}

function basename(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
