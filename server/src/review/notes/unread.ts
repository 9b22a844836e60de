import { isReadable } from '../../facts/prefilter.ts';
import type { FactKind } from '../../model/fact.ts';
import type { Rule } from '../../model/rule.ts';
import type { Service } from '../../model/service.ts';
import { roleOf } from '../../workspace/policy.ts';
import { languageOf } from '../languages.ts';

/** Facts that are read from code; the others come from manifests, rules and pages. */
const codeKinds: ReadonlySet<FactKind> = new Set([
  'outgoing-call',
  'error-handler',
  'server',
  'shutdown-hook',
  'consumer-loop',
  'route',
]);

export interface UnreadInput {
  readonly rules: readonly Rule[];
  /** All paths of the workspace. */
  readonly paths: Iterable<string>;
  /** Names of the services that own a file. */
  ownersOf(file: string): readonly string[];
  /** Files that could not be read as they should be, with why. */
  readonly troubles: Iterable<{ readonly file: string; readonly trouble: string }>;
}

/** What of one service was not read. */
export interface Unread {
  /**
   * For each rule, what of the service was not read that it might have judged.
   * Where a rule has no site, this is the difference between *does not apply* and *cannot tell*.
   */
  readonly byRule: ReadonlyMap<string, string>;
  /** What of its code; absent where all of it was read. */
  readonly code?: string;
}

/** What was not read of each service; gathered once for all, as a workspace may have hundreds. */
export function unreadFor({ rules, paths, ownersOf, troubles }: UnreadInput): (service: Service) => Unread {
  const languagesOf = new Map<string, Map<string, number>>();
  const withCode = new Set<string>();
  for (const path of paths) {
    const language = languageOf(path);
    if (language === undefined || roleOf(path) !== 'source') continue;
    for (const owner of ownersOf(path)) {
      withCode.add(owner);
      if (isReadable(path)) continue;
      const counts = languagesOf.get(owner) ?? new Map<string, number>();
      languagesOf.set(owner, counts.set(language, (counts.get(language) ?? 0) + 1));
    }
  }
  let templates = 0;
  for (const { trouble } of troubles) if (trouble === 'template') templates++;
  const artefacts = templates > 0 ? `${templates} templates must be rendered first` : undefined;
  return (service) => {
    const code = unreadCode(service, { counts: languagesOf.get(service.name), hasCode: withCode.has(service.name) });
    const byRule = new Map<string, string>();
    for (const rule of rules) {
      const reason = rule.reads.some((kind) => codeKinds.has(kind)) ? code : artefacts;
      if (reason !== undefined) byRule.set(rule.id, reason);
    }
    return { byRule, ...(code === undefined ? {} : { code }) };
  };
}

interface Code {
  /** Files that cannot be read, by language. */
  readonly counts: ReadonlyMap<string, number> | undefined;
  readonly hasCode: boolean;
}

function unreadCode({ root }: Service, { counts, hasCode }: Code): string | undefined {
  if (root === undefined || !hasCode) return 'its code was not found in this workspace';
  const [most] = [...(counts ?? [])].sort((a, b) => b[1] - a[1]);
  return most ? `${most[1]} ${most[1] === 1 ? 'file' : 'files'} of it in ${most[0]} cannot be read yet` : undefined;
}
