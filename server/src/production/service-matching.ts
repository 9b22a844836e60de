import { gather } from './gather.ts';

/** A service as it was found formerly. */
export interface Former {
  readonly name: string;
  /** Folder of its code. */
  readonly root?: string;
  readonly workloads: readonly string[];
}

/** What a container says of the program that it runs. */
export interface ContainerName {
  readonly name: string;
  readonly image?: string;
  /** Name of its workload. */
  readonly owner: string;
}

/** Finds services of a list by folder and by name, at a cost that does not grow with the list. */
export interface Matching<S extends Former> {
  /** The service whose folder holds the file; the deepest such folder. */
  deepest(file: string): S | undefined;
  /** The service with code that runs in a container, by the folder of the manifest, the image, the container's and the workload's name. */
  match(container: ContainerName, manifest?: string): S | undefined;
}

/** Prepares a list of services; their folders and names must stay as they are. */
export function openMatching<S extends Former>(services: readonly S[]): Matching<S> {
  const withCode = services.filter((service) => service.root !== undefined);
  const byRoot = firstBy(withCode, ({ root }) => [root ?? '']);
  const deepest = (file: string) => {
    for (const folder of ancestors(file)) {
      const found = byRoot.get(folder);
      if (found) return found;
    }
    return undefined;
  };
  const isOneCommand = commandsAmong(withCode);
  const commands = firstBy(withCode.filter(isOneCommand), ({ name }) => [name]);
  const whole = withCode.filter((service) => !isOneCommand(service));
  const byPlainName = new Map<string, S[]>();
  for (const service of whole) {
    const name = plainName(service.name);
    gather(byPlainName, name, service);
  }
  const byWorkload = firstBy(withCode, ({ workloads }) => workloads);
  return {
    deepest,
    match({ name, image, owner }, manifest) {
      const around = manifest === undefined ? undefined : deepest(manifest);
      if (around && around.root !== '') return around;
      for (const own of [name, owner]) {
        const command = commands.get(own);
        if (command) return command;
      }
      const names = [name, imageName(image), owner].flatMap((each) => (each === undefined ? [] : plainName(each)));
      for (const each of names) {
        const [named] = byPlainName.get(each) ?? [];
        if (named) return named;
      }
      const running = byWorkload.get(owner);
      if (running) return running;
      const ended = new Set(names.flatMap(endings).flatMap((ending) => byPlainName.get(ending) ?? []));
      const [only] = ended;
      return ended.size === 1 ? only : undefined;
    },
  };
}

/** The first service with each key. */
function firstBy<S>(services: readonly S[], keys: (service: S) => readonly string[]): Map<string, S> {
  const found = new Map<string, S>();
  for (const service of services) for (const key of keys(service)) if (!found.has(key)) found.set(key, service);
  return found;
}

/** Tells the commands of a module that has several: they share an image, so that only their full name tells which of them runs. */
function commandsAmong(services: readonly Former[]): (service: Former) => boolean {
  const counts = new Map<string, number>();
  for (const { root = '' } of services) {
    for (const { index } of root.matchAll(/(?:^|\/)cmd\//g)) {
      const commands = root.slice(0, root.indexOf('cmd/', index) + 'cmd/'.length);
      counts.set(commands, (counts.get(commands) ?? 0) + 1);
    }
  }
  return ({ root = '' }) => {
    const commands = /^(?:.*\/)?cmd\/(?=[^/]+$)/.exec(root)?.[0];
    return commands !== undefined && (counts.get(commands) ?? 0) > 1;
  };
}

/** What follows each hyphen of a name. */
function endings(name: string): string[] {
  return [...name.matchAll(/-/g)].map(({ index }) => name.slice(index + 1));
}

/** The folders above a file, the nearest first, the workspace's own ('') last. */
export function* ancestors(file: string): Generator<string> {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    yield folder;
    if (folder === '') return;
  }
}

/** The folder of a path; '' for the workspace's own. */
export function dirname(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** Whether a path lies in a folder; everything lies in ''. */
export function isInside(root: string, file: string): boolean {
  return root === '' || file.startsWith(`${root}/`);
}

/** The last part of an image's name, without tag and digest. */
export function imageName(image: string | undefined): string | undefined {
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
