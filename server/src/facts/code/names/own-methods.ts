import type { Outline } from '../../../syntax/code/outline.ts';
import type { Origin } from './origin.ts';
import type { Scopes } from './scopes.ts';
import { declaresTypes } from './declared-types.ts';

/** What a call on `this`, written or not, means where names of methods are apart from those of variables; undefined for other calls. */
export function ownMethod({ language, calls }: Outline, index: number, scopes: Scopes): readonly Origin[] | undefined {
  const call = calls[index];
  if (!declaresTypes.has(language) || !call || call.constructs || call.callee.base !== undefined) return undefined;
  const [name = '', second] = call.callee.names;
  const own = name === 'this' && call.callee.names.length === 2 ? second : name;
  if (own === undefined || (own === name && call.callee.names.length > 1)) return undefined;
  const method = scopes.methodAround(call.region, own, call.args.length);
  if (method !== undefined) return [{ kind: 'function', region: method, names: [] }];
  const imported = scopes.lookup(own, 0)?.import;
  if (imported) return [{ kind: 'module', module: imported.module, names: [imported.member ?? own] }];
  return [{ kind: 'global', names: [own] }];
}
