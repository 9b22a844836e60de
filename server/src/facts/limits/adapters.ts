import type { Value } from '../../syntax/code/outline.ts';
import type { Given } from '../deadlines/given.ts';
import type { At } from '../code/names/origin.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { readDuration } from '../deadlines/duration.ts';
import { say } from '../../words/say.ts';

/** Not `setdefault`: a session hands its own timeout on, also where that is None. */
const set = /\[\s*["']timeout["']\s*\]\s*=(?!=)\s*([\w.]+)(?![\w.(])|\btimeout\s*=(?!=)\s*([\w.]+)(?![\w.(])/;

/** What a class of this file says that requests go through: its `send` gives those a timeout that have none. */
export function adapterDeadline(value: Value, at: At, code: ResolvedCode): Given | undefined {
  const { outline, text, resolver } = code;
  if (outline.language !== 'python') return undefined;
  const origins = resolver.evaluate(value, at);
  const [origin, ...others] = origins;
  if (origin?.kind !== 'own' || others.length > 0) return undefined;
  const send = outline.regions.find(
    ({ name, parent, kind }) => kind === 'function' && name === 'send' && parent === origin.region,
  );
  if (!send) return undefined;
  const found = set.exec(text.slice(send.body.start, send.body.end));
  const given = found?.[1] ?? found?.[2];
  if (!found || given === undefined || given === 'None') return undefined;
  const because = say('adapters.its-adapter-sets-a-timeout', { found: found[0].replace(/\s+/g, ' ') });
  if (/^\d/.test(given)) return Number(given) > 0 ? { state: 'given', because } : undefined;
  const path: Value = {
    kind: 'path',
    path: { names: given.split('.') },
    span: { start: send.body.start, end: send.body.end },
  };
  const region = outline.regions.indexOf(send);
  const said = readDuration(path, { region, offset: send.body.start + found.index }, { code, written: given });
  return said.state === 'given' ? { ...said, because } : undefined;
}
