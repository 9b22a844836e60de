import type { Call } from '../../syntax/code/outline.ts';
import { callsNamed } from '../code/calls-named.ts';
import { oncePerFile } from '../code/once-per-file.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { isOpaque, knownLastNames, ownerAndName, placedCall } from '../servers/serving-match.ts';
import { lastName, writtenName } from '../code/written.ts';
import type { Serving } from '../../knowledge/serving.ts';

/** Calls that stop a server and let it finish, or hand on what does: `promisify(server.close)`, `server.close.bind(server)`. */
export const drainCalls = oncePerFile((code): readonly number[] => {
  const { drains, drainsNamed: named } = knownLastNames(code);
  // Any call may be given one, where the text names one at all.
  const mayBeHanded = [...named].some((name) => code.text.includes(lastName(name)));
  return callsNamed(code, (last) => mayBeHanded || drains.has(last)).flatMap(({ call, index }) => {
    const names = call.callee.names;
    const isBound = names.at(-1) === 'bind' && named.has(names.slice(-3, -1).join('.'));
    const isHanded = call.args.some(({ value }) => value.kind === 'path' && named.has(lastTwo(value.path.names)));
    if (isBound || isHanded) return [index];
    if (!drains.has(names.at(-1) ?? '')) return [];
    if (servingOfStop(code, index)) return [index];
    return isOpaque(code, index) && named.has(ownerAndName(code, index)) ? [index] : [];
  });
});

/** The last two names of a path. */
function lastTwo(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.at(-2) ?? ''}.${names.at(-1) ?? ''}`;
}

/** Calls that stop a server and cut off the requests that it serves. */
export const abortCalls = oncePerFile((code): readonly number[] => {
  const { aborts } = knownLastNames(code);
  return callsNamed(code, aborts).flatMap(({ index }) =>
    placedCall(code, index).some(({ serving, name }) => serving.aborts.includes(name)) ? [index] : [],
  );
});

/** What the pack says of the library whose graceful stop a call is. */
export function servingOfStop(code: ResolvedCode, index: number): Serving | undefined {
  return placedCall(code, index).find(({ serving, name }) => serving.drains.includes(name))?.serving;
}

const leaves: Readonly<Record<string, RegExp>> = {
  javascript: /^process\.(exit|abort)$/,
  typescript: /^process\.(exit|abort)$/,
  go: /(^|\.)(os\.Exit|Fatal(f|ln|w|Context)?|Exit(f|ln)?)$|^panic$/,
  python: /^(sys\.exit|os\._exit|exit|quit)$/,
};

/** Whether a call ends the process. */
export function endsProcess({ outline }: ResolvedCode, call: Call): boolean {
  return leaves[outline.language]?.test(writtenName(outline, call)) === true;
}
