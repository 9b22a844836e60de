import { fail } from '../values/failure.ts';
import type { Methods, Value } from '../value.ts';
import { bool, int, str } from '../values/make.ts';
import { textArg } from './signature.ts';
import type { FunctionTable } from './signature.ts';
import { compareVersions, parseVersion, satisfies } from './version-ranges.ts';
import type { Version } from './version-ranges.ts';

function parsed(text: string): Version {
  return parseVersion(text) ?? fail('error calling semver: Invalid Semantic Version');
}

function shown({ major, minor, patch, prerelease, metadata }: Version): string {
  const tail = (prerelease === '' ? '' : `-${prerelease}`) + (metadata === '' ? '' : `+${metadata}`);
  return `${major}.${minor}.${patch}${tail}`;
}

function comparing(
  version: Version,
  test: (order: number) => Value,
): (args: readonly Value[]) => Value | { error: string } {
  return ([other]) => {
    const text = other?.type === 'dict' ? other.shown : undefined;
    const parsedOther = text === undefined ? undefined : parseVersion(text);
    return parsedOther ? test(compareVersions(version, parsedOther)) : { error: 'it takes a version of semver' };
  };
}

/** What Sprig's `semver` gives: its parts, and methods to compare. */
function versionValue(version: Version, original: string): Value {
  const fields: readonly (readonly [string, Value])[] = [
    ['Major', int(version.major)],
    ['Minor', int(version.minor)],
    ['Patch', int(version.patch)],
    ['Prerelease', str(version.prerelease)],
    ['Metadata', str(version.metadata)],
    ['Original', str(original)],
    ['String', str(shown(version))],
  ];
  const methods: Methods = new Map([
    ...fields.map(([name, value]) => [name, () => value] as const),
    ['Compare', comparing(version, (order) => int(order))],
    ['Equal', comparing(version, (order) => bool(order === 0))],
    ['LessThan', comparing(version, (order) => bool(order < 0))],
    ['GreaterThan', comparing(version, (order) => bool(order > 0))],
    ['LessThanEqual', comparing(version, (order) => bool(order <= 0))],
    ['GreaterThanEqual', comparing(version, (order) => bool(order >= 0))],
  ]);
  return { type: 'dict', entries: new Map(), methods, shown: shown(version) };
}

/** Sprig's functions of versions. */
export const versions: FunctionTable = {
  semver: { params: ['string'], call: (args) => versionValue(parsed(textArg(args, 0).text), textArg(args, 0).text) },
  semverCompare: {
    params: ['string', 'string'],
    call: (args) => {
      const answer = satisfies(parsed(textArg(args, 1).text), textArg(args, 0).text);
      return answer === undefined
        ? fail(`error calling semverCompare: improper constraint: ${textArg(args, 0).text}`)
        : bool(answer);
    },
  },
};
