import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Judgement } from '../src/model/judgement.ts';

/** A finding that somebody read: `true` and `useful`, right but `useless`, or `false`. */
export interface Judged {
  readonly system: string;
  readonly rule: string;
  /** `path:line` in the snapshot of the system. */
  readonly place: string;
  readonly verdict: 'true' | 'useless' | 'false';
  /** Whether the rule still says it: what was fixed is kept and counts no more; a true one that is gone is missed. */
  readonly now: 'reported' | 'fixed' | 'missed';
  readonly reason: string;
}

export const judgedFile = 'bench/truth/judged.tsv';
export const judgedHeader = 'system\trule\tplace\tverdict\tnow\treason';

/** The table of judged findings; throws at a line that is none. */
export function readJudged(root: string): Judged[] {
  const [header, ...lines] = readFileSync(path.join(root, judgedFile), 'utf8').trimEnd().split('\n');
  if (header !== judgedHeader) throw new Error(`${judgedFile} has another header`);
  return lines.map((line, index) => {
    const [system = '', rule = '', place = '', verdict = '', now = '', reason = ''] = line.split('\t');
    const isVerdict = verdict === 'true' || verdict === 'useless' || verdict === 'false';
    const isState = now === 'reported' || now === 'fixed' || now === 'missed';
    if (!isVerdict || !isState || !/:\d+$/.test(place) || reason === '')
      throw new Error(`${judgedFile}:${index + 2} is no judged finding: ${line}`);
    return { system, rule, place, verdict, now, reason };
  });
}

/** By rule, what was judged of its findings as they were first reported on a system, before anything was fixed for it. */
export function judgements(judged: readonly Judged[]): Record<string, Judgement> {
  const found: Record<string, Judgement> = {};
  for (const { rule, verdict, now } of judged) {
    const before = found[rule] ?? { judged: 0, useful: 0, useless: 0, false: 0, fixed: 0, missed: 0 };
    found[rule] = {
      judged: before.judged + 1,
      useful: before.useful + Number(verdict === 'true'),
      useless: before.useless + Number(verdict === 'useless'),
      false: before.false + Number(verdict === 'false'),
      fixed: before.fixed + Number(now === 'fixed'),
      missed: before.missed + Number(now === 'missed'),
    };
  }
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}
