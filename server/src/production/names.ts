/** A reference to an image in its parts. */
export interface ImageReference {
  /** Without tag and digest: `ghcr.io/shop/orders`. */
  readonly repository: string;
  /** The last part of the repository: `orders`. */
  readonly name: string;
  readonly tag?: string;
  /** What is before the last part: `ghcr.io/shop`; empty for an image of the library. */
  readonly owner: string;
}

/** Takes a reference to an image apart. */
export function imageReference(image: string): ImageReference {
  const whole = image.replace(/@sha256:.*$/, '');
  const slash = whole.lastIndexOf('/');
  const colon = whole.indexOf(':', slash + 1);
  const repository = colon < 0 ? whole : whole.slice(0, colon);
  const tag = colon < 0 ? undefined : whole.slice(colon + 1);
  return {
    repository,
    name: repository.slice(slash + 1),
    owner: slash < 0 ? '' : repository.slice(0, slash),
    ...(tag === undefined ? {} : { tag }),
  };
}

/** A name in the form in which names of different files agree: `Order_Service` and `order-svc` are both `order`. */
export function plainName(name: string): string {
  const plain = name.toLowerCase().replace(/[_.\s]+/g, '-');
  return plain.replace(/-?(service|svc|deployment|deploy|image)$/, '') || plain;
}

/** Whether one name is the other with the name of the system before it: `shop-orders` and `orders`. */
export function isSameName(one: string, other: string): boolean {
  const [a, b] = [plainName(one), plainName(other)];
  return a === b || a.replaceAll('-', '') === b.replaceAll('-', '') || a.endsWith(`-${b}`) || b.endsWith(`-${a}`);
}

/** Folders and stages that say what is in them for all programs alike, and name none. */
const general =
  /^(src|source|app|apps|docker|dockerfiles?|containers?|images?|build|deploy|deployments?|package|packaging|rootfs.*|cmd|main|bin|server|code|project|base|builder?|runtime|final|release|prod(uction)?|runner|dist|target|wsgi|asgi|html|public|www|\.|)$/i;

/** Whether a folder's name tells which program is in it. */
export function isTelling(name: string): boolean {
  return !general.test(name);
}

/** The name of a folder that tells what is in it: its own, or that of the nearest folder above; undefined at the top. */
export function tellingName(folder: string): string | undefined {
  return folder
    .split('/')
    .reverse()
    .find((part) => isTelling(part));
}

const toolFolder = /(^|\/)(tools?|hack|scripts?|utils?|utilities|examples?)(\/|$)|(^|\/)management\/commands(\/|$)/;

/** Whether a folder is one in which repositories keep what people run by hand. */
export function isToolFolder(folder: string): boolean {
  return toolFolder.test(folder);
}

/** Words of a command line; quotes and what a shell would read are resolved as far as they are plain. */
export function commandWords(text: string): string[] {
  return [...text.matchAll(/(?:"(?:\\.|[^"\\])*"|'[^']*'|\\[\s\S]|[^\s"'\\])+/g)].map(([word]) =>
    word.replace(/"((?:\\.|[^"\\])*)"|'([^']*)'|\\([\s\S])/g, (_, double?: string, single?: string, plain?: string) =>
      double === undefined ? (single ?? (plain === '\n' ? '' : (plain ?? ''))) : double.replace(/\\(["\\$`])/g, '$1'),
    ),
  );
}

/** The last command of a shell's text that starts a program: what is behind `&&` and `;`, `exec` and settings left out. */
export function shellCommands(text: string): string[][] {
  return text
    .replace(/\\\r?\n/g, ' ')
    .split(/&&|\|\||;|\n|\|/)
    .map((each) => commandWords(each.trim()))
    .filter((each) => each.length > 0);
}

/** Looks things up by their names in the form in which these agree. */
export interface Named<T> {
  /** Those of the very name. */
  exact(name: string): readonly T[];
  /** Those whose name is the same, or one of both with the name of a system before it. */
  same(name: string): readonly T[];
}

/** Prepares things by name, so that a look does not go through all of them. */
export function openNamed<T>(all: Iterable<readonly [name: string, thing: T]>): Named<T> {
  const exact = new Map<string, Set<T>>();
  const ended = new Map<string, Set<T>>();
  const compact = new Map<string, Set<T>>();
  const add = (to: Map<string, Set<T>>, key: string, thing: T) => {
    const known = to.get(key);
    if (known) known.add(thing);
    else to.set(key, new Set([thing]));
  };
  for (const [name, thing] of all) {
    const plain = plainName(name);
    add(exact, plain, thing);
    add(compact, plain.replaceAll('-', ''), thing);
    for (const ending of endingsOf(plain)) add(ended, ending, thing);
  }
  return {
    exact: (name) => [...(exact.get(plainName(name)) ?? [])],
    same(name) {
      const plain = plainName(name);
      const found = [exact.get(plain), compact.get(plain.replaceAll('-', '')), ended.get(plain)];
      return [
        ...new Set([...found, ...endingsOf(plain).map((each) => exact.get(each))].flatMap((each) => [...(each ?? [])])),
      ];
    },
  };
}

/** What follows each hyphen of a name. */
export function endingsOf(name: string): string[] {
  return [...name.matchAll(/-/g)].map(({ index }) => name.slice(index + 1));
}

/** A name of the characters that the paths under `.prr/` may have. */
export function safeName(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[^a-z0-9.-]+/g, '-')
      .replace(/^[-.]+|[-.]+$/g, '') || 'service'
  );
}

/** A safe name that none of `taken` has: `orders`, `orders-2`, … */
export function uniqueName(taken: { has(name: string): boolean }, wanted: string): string {
  const name = safeName(wanted);
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? name : `${name}-${count}`;
    if (!taken.has(candidate)) return candidate;
  }
}
