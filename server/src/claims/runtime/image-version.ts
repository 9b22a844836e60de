import { codeNames, type Product } from './end-of-life.ts';

/** A product with the version that an image has of it. */
export interface Versioned {
  readonly product: Product;
  /** As the table of ends has it: `18`, `3.9`, `22.04`; absent where the tag does not say it. */
  readonly version?: string;
  /** The image is built by others than those whose dates are known: a date that has passed proves nothing. */
  readonly byOthers?: true;
}

const images: readonly (readonly [RegExp, Product])[] = [
  [/^(node|bitnami\/node|circleci\/node|cimg\/node|lambda\/nodejs)$/, 'Node.js'],
  [/^(python|bitnami\/python|lambda\/python)$/, 'Python'],
  [/^(golang|bitnami\/golang)$/, 'Go'],
  [
    /^(eclipse-temurin|adoptopenjdk|openjdk|amazoncorretto|azul\/zulu-openjdk(-alpine|-debian)?|ibm-semeru-runtimes)$/,
    'Java',
  ],
  [/^debian$/, 'Debian'],
  [/^ubuntu$/, 'Ubuntu'],
  [/^alpine$/, 'Alpine'],
];

/** What an image runs, by its name and tag; undefined for one that tells nothing. */
export function versionIn(image: string): Versioned | undefined {
  const [path = '', tag = ''] = image.replace(/@sha256:.*$/, '').split(/:(?=[^/]*$)/);
  const name = path
    .replace(/^(docker\.io|index\.docker\.io|public\.ecr\.aws(\/docker)?|mirror\.gcr\.io)\//, '')
    .replace(/^library\//, '');
  const slim = /^gcr\.io\/distroless\/(nodejs|java|python|static|base|cc)(\d+)?-debian(\d+)$/.exec(name);
  if (slim) {
    const [, kind, version, debian = ''] = slim;
    if (kind === 'nodejs' && version !== undefined) return { product: 'Node.js', version };
    // Debian supports its Java and Python as long as itself.
    return { product: 'Debian', version: debian };
  }
  const uv = /^ghcr\.io\/astral-sh\/uv$/.test(name) ? /\bpython(\d\.\d+)\b/.exec(tag)?.[1] : undefined;
  if (uv !== undefined) return { product: 'Python', version: uv };
  const product = images.find(([pattern]) => pattern.test(name))?.[1];
  if (!product) return undefined;
  const version = versionOf(product, tag);
  const byOthers = product === 'Java' && name !== 'eclipse-temurin';
  return { product, ...(version === undefined ? {} : { version }), ...(byOthers ? { byOthers: true as const } : {}) };
}

function versionOf(product: Product, tag: string): string | undefined {
  const [word = ''] = tag.split('-');
  if (product === 'Debian' || product === 'Ubuntu') {
    const number =
      product === 'Debian' ? /^(\d+)(\.\d+)*$/.exec(word)?.[1] : /^\d\d\.\d\d$/.exec(word.slice(0, 5))?.[0];
    return number ?? codeNames[word];
  }
  if (product === 'Node.js') return /^v?(\d+)(\.|$)/.exec(word)?.[1];
  if (product === 'Java') {
    const found = /^(\d+)(?:[._u]|$)/.exec(word)?.[1];
    return found === '1' ? undefined : found;
  }
  return /^(\d+\.\d+)(\.|$|[a-z])/.exec(word)?.[1];
}
