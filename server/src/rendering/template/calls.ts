import type { Calls } from '../functions/signature.ts';
import type { Dict, Str, Value } from '../value.ts';
import { noSuchTemplate } from './frame.ts';
import type { Env } from './frame.ts';
import { writeEntry } from './journal.ts';
import { withoutNoValue } from './output.ts';

/** What functions may use, for one expression. */
export function callsOf(env: Env): Calls {
  const { frame } = env;
  return {
    budget: frame.shared.budget,
    include: (name: string, data: Value): Str => {
      const found = frame.find(name);
      if (!found) return noSuchTemplate(name, frame.shared);
      return env.interpreter.named(found, { env, dot: data });
    },
    tpl: (text: Str, data: Value): Str => withoutNoValue(env.interpreter.text(text, { env, dot: data })),
    put: (target: Dict, key: string, value: Value) => writeEntry(frame.shared.journal, { target, key, value }),
    remove: (target: Dict, key: string) => writeEntry(frame.shared.journal, { target, key, value: undefined }),
  };
}
