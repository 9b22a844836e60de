import type { Service } from '../../model/service.ts';

/** A service with the other names that people know it by. */
export interface NamedService extends Service {
  /** Its name for people: `Shakespeare's front end`. */
  readonly title?: string;
}

/** Services that a text is about, by its place, its title and its head; the only one of a workspace always. */
export function servicesIn(
  { file, title, head }: { file: string; title: string; head: string },
  services: readonly NamedService[],
): string[] {
  const [only] = services;
  if (services.length === 1 && only) return [only.name];
  const words = `${title}\n${head}`.toLowerCase();
  const text: Text = { title: title.toLowerCase(), words, joined: words.replace(/[\s-]+/g, '') };
  return services
    .filter(({ name, root, workloads, was, title: called }) => {
      if (root !== undefined && root !== '' && file.startsWith(`${root}/`)) return true;
      const names = [name, ...workloads, ...was].map((each) => each.toLowerCase());
      return (
        names.some((each) => mentions(words, each) || mentionsApart(text, each)) ||
        (called !== undefined && mentionsTitle(words, called))
      );
    })
    .map(({ name }) => name);
}

/** The folder of a service's code, and where it stood under its former names. */
export function foldersOf({ root, was }: NamedService): string[] {
  if (root === undefined || root === '') return [];
  const above = root.slice(0, root.lastIndexOf('/') + 1);
  return [root, ...was.map((name) => `${above}${name}`)];
}

/** Services in whose folders one of the paths stands. */
export function servicesAt(paths: readonly string[], services: readonly NamedService[]): string[] {
  const isAt = (folder: string) => paths.some((path) => path === folder || path.startsWith(`${folder}/`));
  return services.filter((service) => foldersOf(service).some(isAt)).map(({ name }) => name);
}

function mentions(words: string, name: string): boolean {
  for (let at = words.indexOf(name); at >= 0; at = words.indexOf(name, at + 1)) {
    const around = `${words[at - 1] ?? ' '}${words[at + name.length] ?? ' '}`;
    if (!/[\p{L}\p{N}_-]/u.test(around)) return true;
  }
  return false;
}

/** In small letters. */
interface Text {
  readonly title: string;
  /** Title and head. */
  readonly words: string;
  /** The same without spaces and hyphens. */
  readonly joined: string;
}

/** A part of a name that is a word of its own has so many letters. */
const leastPart = 3;
/** A name whose parts may be read apart, or that is written in two, has so many; shorter ones are said of much else. */
const leastName = 7;
const leastInTwo = 8;

/**
 * `front-end` of `frontend`, and `front end` where it stands for a thing and is no verb (`to check out`): in the title, behind
 * an article, before what runs it, alone on a line or on the line of services.
 */
function mentionsApart({ title, words, joined: all }: Text, name: string): boolean {
  const joined = name.replace('-', '');
  if (!/^[a-z]+(?:-[a-z]+)?$/.test(name) || joined.length < (joined === name ? leastName : leastInTwo)) return false;
  // Told quickly of nearly all texts.
  if (!all.includes(joined)) return false;
  const cuts = name.includes('-') ? [name.indexOf('-')] : Array.from(joined, (_, at) => at);
  const pairs = cuts
    .filter((at) => at >= leastPart && joined.length - at >= leastPart)
    .map((at) => [joined.slice(0, at), joined.slice(at)] as const);
  if (pairs.length === 0) return false;
  const whole = (forms: readonly string[]) => `(?<![\\p{L}\\p{N}_-])(?:${forms.join('|')})(?![\\p{L}\\p{N}_-])`;
  if (new RegExp(whole([joined, ...pairs.map((pair) => pair.join('-'))]), 'u').test(words)) return true;
  const apart = whole(pairs.map((pair) => pair.join('\\s')));
  const has = (pattern: string, flags = 'u') => new RegExp(pattern, flags).test(words);
  return (
    new RegExp(apart, 'u').test(title) ||
    has(`(?:(?<!\\p{L})(?:the|our|its|their|whole|entire)|['’]s)\\s${apart}`) ||
    has(`${apart}\\s(?:service|servers?|pods?|team)(?!\\p{L})`) ||
    has(`${servicesLine}[^\\n]*${apart}`, 'mu') ||
    has(`^[^\\p{L}\\n]*${apart}[^\\p{L}\\n]*$`, 'mu')
  );
}

/** `**Affected services:**`, `service:`. */
const servicesLine =
  '^[^\\p{L}\\n]{0,20}(?:affected |impacted )?(?:services?|components?|systems?)(?: affected| impacted)?[^\\p{L}\\n]{0,9}:';

/** The whole name for people; a single word or a short one is said of much else. */
function mentionsTitle(words: string, title: string): boolean {
  const own = title
    .toLowerCase()
    .replace(/^(?:the|our)\s+/, '')
    .split(/\s+/)
    .filter((word) => word !== '');
  if (own.length < 2 || own.join(' ').length < leastInTwo) return false;
  const plain = (text: string) => text.replace(/[’‘]/g, "'").replace(/\s+/g, ' ');
  return mentions(plain(words), plain(own.join(' ')));
}
