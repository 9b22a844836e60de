import type { Claim } from '../model/claim.ts';
import type { Problem } from '../model/problem.ts';
import type { ChecklistItem, MovedItem } from '../model/review.ts';
import type { Span } from '../model/span.ts';
import { checklistFormat, type WrittenItem } from './checklist-format.ts';
import { readFormat } from './read-format.ts';
import type { Phase } from '../model/profile.ts';

/** What a checklist file holds. */
export interface ReadChecklist {
  readonly items: readonly ChecklistItem[];
  readonly moved: readonly MovedItem[];
  readonly problems: readonly Problem[];
  /** Place of the value under a path. */
  spanOf(path: readonly PropertyKey[]): Span;
}

/** Names that claims may use. */
export interface KnownNames {
  readonly rules: ReadonlySet<string>;
  readonly readers: ReadonlySet<string>;
}

/**
 * The items of a checklist file; none of a file with a mistake. A name of a rule or reader that is not known is a problem at
 * its place, and its claim is left to people.
 */
export function readChecklist(source: { file: string; text: string }, known?: KnownNames): ReadChecklist {
  const read = readFormat(source, checklistFormat);
  const { value } = read;
  const spanOf = 'spanOf' in read ? read.spanOf : () => ({ start: 0, end: 0 });
  const problems = [...read.problems];
  const unknown = (what: string, name: string, path: readonly PropertyKey[]) =>
    problems.push({ file: source.file, span: spanOf(path), message: `${path.join('.')}: there is no ${what} ${name}` });
  const items = (value?.items ?? []).map((item, at): ChecklistItem => {
    if (known) {
      const checked = item.claims
        ? item.claims.map(({ checks }, claim) => ({ checks, path: ['items', at, 'claims', claim, 'checks'] }))
        : [{ checks: item.checks ?? [], path: ['items', at, 'checks'] }];
      for (const { checks, path } of checked)
        for (const [index, check] of checks.entries())
          if (!known.rules.has(check)) unknown('rule', check, [...path, index]);
      for (const [claim, { reader }] of (item.claims ?? []).entries())
        if (reader !== undefined && !known.readers.has(reader))
          unknown('reader', reader, ['items', at, 'claims', claim, 'reader']);
    }
    const asks: Partial<Record<Phase, string>> = {};
    for (const [phase, question] of Object.entries(item.asks))
      if (question !== undefined) asks[phase as Phase] = question;
    const { risk, claims: _, checks: _checks, beside: _beside, answer: _answer, ...rest } = item;
    return { ...rest, claims: claimsOf(item), asks, ...(risk === undefined ? {} : { risk }) };
  });
  const moved = (value?.moved ?? []).map(({ part, ...rest }): MovedItem => ({
    ...rest,
    ...(part === undefined ? {} : { part }),
  }));
  return { items, moved, problems, spanOf };
}

/** Format 0.4 had one group of rules, rules beside them, and whether a person answers. */
function claimsOf({ claims, checks = [], beside = [], answer = false, title, question }: WrittenItem): Claim[] {
  if (claims)
    return claims.map(({ reader, absent, ...claim }) => ({
      ...claim,
      ...(reader === undefined ? {} : { reader }),
      ...(absent === undefined ? {} : { absent }),
    }));
  const own = checks.filter((check) => !beside.includes(check));
  const others = checks.filter((check) => beside.includes(check));
  return [
    ...(own.length > 0 ? [{ id: 'checks', text: title, checks: own }] : []),
    ...(others.length > 0 ? [{ id: 'beside', text: `${title}: ${others.join(', ')}`, checks: others }] : []),
    ...(answer || checks.length === 0 ? [{ id: 'answer', text: question, checks: [] }] : []),
  ];
}
