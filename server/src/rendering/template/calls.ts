import type { Calls } from '../functions/signature.ts';
import type { Dict, Str, Value } from '../value.ts';
import type { Env } from './evaluate.ts';
import { writeEntry } from './journal.ts';
import { withoutNoValue } from './output.ts';
import { noSuchTemplate, runNamed, runText } from './run.ts';

/** What functions may use, for one expression. */
export function callsOf(env: Env): Calls {
  const { frame } = env;
  return {
    budget: frame.shared.budget,
    include: (name: string, data: Value): Str => {
      const found = frame.find(name);
      if (!found) return noSuchTemplate(name, frame.shared);
      return runNamed(found, { env, dot: data });
    },
    tpl: (text: Str, data: Value): Str => withoutNoValue(runText(text, { env, dot: data })),
    put: (target: Dict, key: string, value: Value) => writeEntry(frame.shared.journal, { target, key, value }),
    remove: (target: Dict, key: string) => writeEntry(frame.shared.journal, { target, key, value: undefined }),
  };
}
