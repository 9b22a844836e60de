import type { Calls } from '../functions/signature.ts';
import { noSuchTemplate } from './frame.ts';
import type { Context } from './frame.ts';
import { writeEntry } from './journal.ts';
import { withoutNoValue } from './output.ts';

/** What functions may use while one template runs. */
export function callsOf(context: Context): Calls {
  const { shared, find, interpreter } = context;
  return {
    budget: shared.budget,
    include: (name, dot) => {
      const found = find(name);
      return found ? interpreter.named(found, { context, dot }) : noSuchTemplate(name, shared);
    },
    tpl: (text, dot) => withoutNoValue(interpreter.text(text, { context, dot })),
    put: (target, entry) => writeEntry(shared.journal, { target, ...entry }),
    remove: (target, key) => writeEntry(shared.journal, { target, key, value: undefined }),
  };
}
