import { isReadable } from '../facts/prefilter.ts';
import { deepest } from '../index/services.ts';
import type { FactKind } from '../model/fact.ts';
import type { Rule } from '../model/rule.ts';
import type { Service } from '../model/service.ts';
import { roleOf } from '../workspace/policy.ts';

/** Source files by extension whose language we may not read (yet). */
const languages: ReadonlyMap<string, string> = new Map([
  ['py', 'Python'],
  ['java', 'Java'],
  ['kt', 'Kotlin'],
  ['scala', 'Scala'],
  ['cs', 'C#'],
  ['fs', 'F#'],
  ['rb', 'Ruby'],
  ['rs', 'Rust'],
  ['php', 'PHP'],
  ['ex', 'Elixir'],
  ['erl', 'Erlang'],
  ['clj', 'Clojure'],
  ['swift', 'Swift'],
  ['dart', 'Dart'],
  ['c', 'C'],
  ['cc', 'C++'],
  ['cpp', 'C++'],
  ['vue', 'Vue'],
  ['svelte', 'Svelte'],
]);

/** Facts that are read from code; the others come from manifests, rules and pages. */
const codeKinds: ReadonlySet<FactKind> = new Set([
  'outgoing-call',
  'error-handler',
  'server',
  'shutdown-hook',
  'route',
]);

export interface UnreadInput {
  readonly service: Service;
  readonly services: readonly Service[];
  readonly rules: readonly Rule[];
  /** All paths of the workspace. */
  readonly paths: Iterable<string>;
  /** Files that could not be read as they should be, with why. */
  readonly troubles: Iterable<{ readonly file: string; readonly trouble: string }>;
}

/**
 * For each rule, what of the service was not read that it might have judged.
 * Where a rule has no site, this is the difference between *does not apply* and *cannot tell*.
 */
export function unreadFor({ service, services, rules, paths, troubles }: UnreadInput): Map<string, string> {
  const code = unreadCode(service, services, paths);
  const counts = new Map<string, number>();
  for (const { trouble } of troubles) counts.set(trouble, (counts.get(trouble) ?? 0) + 1);
  const templates = counts.get('template') ?? 0;
  const artefacts = templates > 0 ? `${templates} templates must be rendered first` : undefined;
  const unread = new Map<string, string>();
  for (const rule of rules) {
    const reason = rule.reads.some((kind) => codeKinds.has(kind)) ? code : artefacts;
    if (reason !== undefined) unread.set(rule.id, reason);
  }
  return unread;
}

/** What of a service's code could not be read; undefined where all of it was. */
export function unreadCode(
  service: Service,
  services: readonly Service[],
  paths: Iterable<string>,
): string | undefined {
  if (service.root === undefined) return 'its code was not found in this workspace';
  const counts = new Map<string, number>();
  for (const path of paths) {
    const language = languages.get(path.slice(path.lastIndexOf('.') + 1).toLowerCase());
    if (language === undefined || isReadable(path) || roleOf(path) !== 'source') continue;
    if (deepest(services, path)?.name === service.name) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most ? `${most[1]} ${most[1] === 1 ? 'file' : 'files'} of it in ${most[0]} cannot be read yet` : undefined;
}
