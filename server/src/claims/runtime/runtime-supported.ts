import type { ClaimReader, ServiceView } from '../../model/claim.ts';
import type { Related } from '../../model/site.ts';
import { cannotTell, listed, notApplicable, shown, violated } from '../readings.ts';
import { endOfLife } from './end-of-life.ts';
import { versionIn, type Versioned } from './image-version.ts';

const ask = 'Until when does the runtime of the service get security fixes?';

/** The language and the system that the image of the service is made of still get security fixes. */
export const runtimeSupported: ClaimReader = {
  id: 'runtime-supported',
  looks:
    'The base images of its Dockerfiles, against the day on which each version of a language or a distribution loses its support.',
  read(view) {
    const found = basesOf(view).map((base) => ({ ...base, ...judged(base, view.today) }));
    if (found.length === 0)
      return view.service.programs.length === 0
        ? notApplicable('Its image is built elsewhere')
        : cannotTell('No Dockerfile of it is seen', ask);
    const ended = found.filter(({ is }) => is === 'ended');
    if (ended[0]) return violated(ended[0].words, ended.map(placeOf));
    const open = found.find(({ is }) => is === 'unknown');
    if (open)
      return cannotTell(open.words === '' ? `The end of support of ${open.image} is not known` : open.words, ask, [
        placeOf(open),
      ]);
    return shown(listed(found.map(({ words }) => words)), found.map(placeOf));
  },
};

interface Base {
  readonly file: string;
  readonly span: Related['span'];
  readonly image: string;
  readonly of: Versioned | undefined;
  /** An argument of the build may give another version. */
  readonly defaulted?: true | undefined;
}

/** What the images of a service run on, and the Go that builds it: its library is in the binary. */
function basesOf(view: ServiceView): readonly Base[] {
  const inProduction = ({ file }: { file: string }) => view.environmentOf({ file }) === 'production';
  const starts = startsOf(view).filter(inProduction);
  const files = new Set(starts.map(({ file }) => file));
  const bases = view.inWorkspace('image-use').filter(({ file, fact }) => files.has(file) && fact.as === 'base');
  const own = starts.flatMap(({ file, fact }): Base[] => {
    const written = bases.find((each) => each.file === file && each.fact.span.start === fact.span.start);
    const image = written?.fact.image ?? fact.base;
    // What holds nothing but the program has no support to lose.
    return /^scratch$|^gcr\.io\/distroless\/static(:|@|$)/.test(image)
      ? []
      : [{ file, span: fact.span, image, of: versionIn(image), defaulted: written?.fact.defaulted }];
  });
  const builders = bases.flatMap(({ file, fact }): Base[] => {
    const of = versionIn(fact.image);
    return of?.product === 'Go' ? [{ file, span: fact.span, image: fact.image, of, defaulted: fact.defaulted }] : [];
  });
  const all = [...own, ...builders];
  return all.filter(
    ({ file, span }, at) => all.findIndex((each) => each.file === file && each.span.start === span.start) === at,
  );
}

/** The Dockerfiles that start its programs; all that are its own where none is seen to. */
function startsOf(view: ServiceView) {
  const own = view.own('image-start');
  const starting = new Set(
    view.picture.programs
      .filter(({ id }) => view.service.programs.includes(id))
      .flatMap(({ starts }) => starts.filter(({ develops }) => !develops).map(({ at }) => at.file)),
  );
  const started = own.filter(({ file }) => starting.has(file));
  return started.length > 0 ? started : own;
}

interface Judged {
  readonly is: 'supported' | 'ended' | 'unknown';
  readonly words: string;
}

function judged({ of, defaulted }: Base, today: string): Judged {
  if (!of) return { is: 'unknown', words: '' };
  const { product, version, byOthers } = of;
  if (version === undefined) return { is: 'unknown', words: `The version of ${product} is not pinned` };
  const end = endOfLife[product][version];
  if (end === undefined) return { is: 'unknown', words: `The end of support of ${product} ${version} is not known` };
  if (end >= today) return { is: 'supported', words: `${product} ${version} is supported until ${end}` };
  if (defaulted) return { is: 'unknown', words: `The build chooses the version of ${product}, ${version} by default` };
  return byOthers && longTerm.has(version)
    ? { is: 'unknown', words: `The end of support of ${product} ${version} depends on its vendor` }
    : { is: 'ended', words: `${product} ${version} lost its support on ${end}` };
}

/** Versions of Java that vendors support for longer than others. */
const longTerm: ReadonlySet<string> = new Set(['8', '11', '17', '21']);

function placeOf({ file, span, words, image }: Base & Judged): Related {
  return { file, span, message: words === '' ? `It is made of ${image}` : words };
}
