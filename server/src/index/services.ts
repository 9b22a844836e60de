import type { Container } from '../model/artefact-fact.ts';
import type { FactKind, FactOf } from '../model/fact.ts';
import type { Located } from '../model/rule.ts';
import type { Service } from '../model/service.ts';

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
  for (const { file, fact } of facts('server')) {
    deepest([...services.values()], file)?.places.push({ file, span: fact.span });
  }
  const containers = facts('container').filter(({ fact }) => fact.role === 'main');
  const owners = new Set(containers.filter(({ fact }) => !isBoughtIn(fact)).map(({ fact }) => fact.owner.name));
  const [only] = services.size === 1 && owners.size === 1 ? services.values() : [];
  const crowded = crowdedFolders([...services.values()], containers);
  for (const located of containers)
    addWorkload(services, located, { only: isBoughtIn(located.fact) ? undefined : only, crowded });
  for (const { file, fact } of facts('component')) addComponent(services, file, fact);
  return [...services.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A component of Backstage's catalogue that is a service, and that neither code nor manifests have shown. */
function addComponent(services: Map<string, Mutable>, file: string, { name, type, span }: FactOf<'component'>): void {
  const root = dirname(file);
  const known = [...services.values()].some(
    (each) => each.name === name || (each.root !== undefined && each.root === root),
  );
  if (known || type?.text !== 'service' || (root === '' && services.size > 0)) return;
  const own = uniqueName(services, name);
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
  for (const folder of images) if (builds.has(folder)) folders.set(folder, 'a Dockerfile stands beside its build file');
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
function crowdedFolders(services: readonly Mutable[], containers: readonly Located<Container>[]): ReadonlySet<Mutable> {
  const images = new Map<Mutable, Set<string>>();
  for (const { file, fact } of containers) {
    const around = deepest(services, file);
    if (!around || isBoughtIn(fact)) continue;
    const own = images.get(around) ?? new Set();
    images.set(around, own.add(imageName(fact.image?.text) ?? fact.name));
  }
  return new Set([...images].flatMap(([service, own]) => (own.size > fewImages ? [service] : [])));
}

interface Matching {
  /** The one service with code, where there is one workload: they belong together whatever they are called. */
  readonly only: Mutable | undefined;
  readonly crowded: ReadonlySet<Mutable>;
}

function addWorkload(
  services: Map<string, Mutable>,
  { file, fact }: Located<Container>,
  { only, crowded }: Matching,
): void {
  const owner = fact.owner.name;
  if ([...services.values()].some((service) => service.workloads.includes(owner))) return;
  const service = matchService(
    [...services.values()],
    { name: fact.name, owner, ...(fact.image ? { image: fact.image.text } : {}) },
    [...crowded].some((each) => each === deepest([...services.values()], file)) ? undefined : file,
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

/** The service with code that runs in a container, by the folder of the manifest, the image, the container's and the workload's name. */
export function matchService<S extends Service>(
  services: readonly S[],
  container: { name: string; image?: string; owner: string },
  manifest?: string,
): S | undefined {
  const withCode = services.filter((service) => service.root !== undefined);
  const inside =
    manifest === undefined
      ? undefined
      : deepest(
          withCode.filter((service) => service.root !== ''),
          manifest,
        );
  if (inside) return inside;
  const own = [container.name, container.owner];
  const command = withCode.find((service) => isOneCommand(service, withCode) && own.includes(service.name));
  if (command) return command;
  const whole = withCode.filter((service) => !isOneCommand(service, withCode));
  const names = [container.name, imageName(container.image), container.owner].flatMap((name) =>
    name === undefined ? [] : plainName(name),
  );
  for (const name of names) {
    const named = whole.find((service) => plainName(service.name) === name);
    if (named) return named;
  }
  const running = withCode.find((service) => service.workloads.includes(container.owner));
  if (running) return running;
  const ended = whole.filter((service) => names.some((name) => name.endsWith(`-${plainName(service.name)}`)));
  return ended.length === 1 ? ended[0] : undefined;
}

/** One of several commands of a module: they share an image, so that only their full name tells which of them runs. */
function isOneCommand(service: Service, services: readonly Service[]): boolean {
  const commands = /^(.*\/)?cmd\/(?=[^/]+$)/.exec(service.root ?? '')?.[0];
  return commands !== undefined && services.some((each) => each !== service && each.root?.startsWith(commands));
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

/** The service whose folder holds the file; the deepest such folder. */
export function deepest<S extends Service>(services: readonly S[], file: string): S | undefined {
  let best: S | undefined;
  for (const service of services) {
    if (service.root === undefined || !isInside(service.root, file)) continue;
    if (best?.root === undefined || service.root.length > best.root.length) best = service;
  }
  return best;
}

function ownerOf(roots: readonly string[], file: string): string | undefined {
  return roots.filter((root) => isInside(root, file)).sort((a, b) => b.length - a.length)[0];
}

function isInside(root: string, file: string): boolean {
  return root === '' || file.startsWith(`${root}/`);
}

function imageName(image: string | undefined): string | undefined {
  return image?.split('/').at(-1)?.split(/[:@]/)[0];
}

function plainName(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[_.]/g, '-')
      .replace(/-?(service|svc|server|app|deployment|backend-server)$/, '') || name.toLowerCase()
  );
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

function* ancestors(file: string): Generator<string> {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    yield folder;
    if (folder === '') return;
  }
}

function dirname(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

function basename(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
