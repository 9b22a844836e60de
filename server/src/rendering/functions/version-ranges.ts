/** A semantic version. */
export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly prerelease: string;
  readonly metadata: string;
}

const tail = String.raw`(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?`;
const versionPattern = new RegExp(String.raw`^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?${tail}$`);
const constraintPattern = new RegExp(
  String.raw`^\s*(=|==|!=|>=|=>|<=|=<|>|<|~>|~|\^)?\s*(v?([0-9]+|[xX*])(?:\.([0-9]+|[xX*]))?(?:\.([0-9]+|[xX*]))?${tail})\s*`,
);

/** A version as Masterminds' `semver` reads it: a `v` before it and missing parts are fine. */
export function parseVersion(text: string): Version | undefined {
  const match = versionPattern.exec(text);
  if (!match) return undefined;
  const [, major = '0', minor = '0', patch = '0', prerelease = '', metadata = ''] = match;
  if (prerelease.split('.').some((part) => /^0\d+$/.test(part))) return undefined;
  return { major: Number(major), minor: Number(minor), patch: Number(patch), prerelease, metadata };
}

/** Below zero where `a` is older, above zero where it is newer; metadata does not count. */
export function compareVersions(a: Version, b: Version): number {
  const numbers = a.major - b.major || a.minor - b.minor || a.patch - b.patch;
  return numbers === 0 ? comparePrerelease(a.prerelease, b.prerelease) : Math.sign(numbers);
}

function comparePrerelease(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '' || b === '') return a === '' ? 1 : -1;
  const left = a.split('.');
  const right = b.split('.');
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const x = left[i];
    const y = right[i];
    if (x === y) continue;
    if (x === undefined || y === undefined) return x === undefined ? -1 : 1;
    const isX = /^\d+$/.test(x);
    const isY = /^\d+$/.test(y);
    if (isX !== isY) return isX ? -1 : 1;
    return (isX ? Number(x) < Number(y) : x < y) ? -1 : 1;
  }
  return 0;
}

interface Constraint {
  readonly operator: string;
  readonly version: Version;
  /** The minor version, or the patch alone, is left open. */
  readonly minorOpen: boolean;
  readonly patchOpen: boolean;
  readonly open: boolean;
}

/**
 * Whether a version fits a constraint as Masterminds' `semver` 3 decides; undefined for a text that is none.
 * Different from npm: a version with a prerelease fits only where the constraint has one too, `>1.2` leaves out all of 1.2,
 * `,` and a space both mean *and*, and a part that is missing is open.
 */
export function satisfies(version: Version, text: string): boolean | undefined {
  let isFit = false;
  for (const part of text.split('||')) {
    const constraints = parseAll(part);
    if (!constraints) return undefined;
    if (constraints.every((constraint) => fits(version, constraint))) isFit = true;
  }
  return isFit;
}

function parseAll(text: string): readonly Constraint[] | undefined {
  let rest = text.replace(/(\S+)\s+-\s+(\S+)/g, '>= $1, <= $2').trim();
  const constraints: Constraint[] = [];
  while (rest !== '') {
    const match = constraintPattern.exec(rest);
    if (!match) return undefined;
    const constraint = parseOne(match);
    if (!constraint) return undefined;
    constraints.push(constraint);
    const after = rest.slice(match[0].length);
    const isSeparated = after === '' || after.startsWith(',') || /\s$/.test(match[0]) || /^[=!<>~^]/.test(after);
    if (!isSeparated) return undefined;
    rest = after.replace(/^,\s*/, '');
    if (after.startsWith(',') && rest === '') return undefined;
  }
  return constraints.length > 0 ? constraints : undefined;
}

const isOpen = (part: string | undefined) => part === undefined || /^[xX*]$/.test(part);

function parseOne([, operator = '', , major, minor, patch, prerelease = '', metadata = '']: RegExpExecArray):
  Constraint | undefined {
  const majorOpen = isOpen(major);
  const minorOpen = !majorOpen && isOpen(minor);
  const patchOpen = !majorOpen && !minorOpen && isOpen(patch);
  const open = majorOpen || minorOpen || patchOpen;
  const written = majorOpen
    ? '0.0.0'
    : minorOpen
      ? `${major}.0.0`
      : patchOpen
        ? `${major}.${minor}.0`
        : `${major}.${minor}.${patch}`;
  const version = parseVersion(written + (prerelease ? `-${prerelease}` : '') + (metadata ? `+${metadata}` : ''));
  return version ? { operator, version, minorOpen, patchOpen, open } : undefined;
}

function fits(v: Version, constraint: Constraint): boolean {
  const { operator, version: c, minorOpen, patchOpen, open } = constraint;
  const order = compareVersions(v, c);
  const isPlainEqual = (operator === '' || operator === '=' || operator === '==') && !open;
  if (isPlainEqual) return order === 0;
  if (operator === '!=' && !open) return order !== 0;
  // Who does not ask for prereleases gets none.
  if (v.prerelease !== '' && c.prerelease === '') return false;
  switch (operator) {
    case '!=':
      if (v.major !== c.major) return true;
      if (minorOpen) return false;
      if (v.minor !== c.minor) return true;
      return patchOpen ? false : v.patch !== c.patch;
    case '>':
      if (!open) return order > 0;
      if (v.major !== c.major) return v.major > c.major;
      return minorOpen ? false : patchOpen ? v.minor > c.minor : order > 0;
    case '<':
      return order < 0;
    case '>=':
    case '=>':
      return order >= 0;
    case '<=':
    case '=<':
      if (!open) return order <= 0;
      if (v.major > c.major) return false;
      return !(v.major === c.major && v.minor > c.minor && !minorOpen);
    case '^':
      return fitsCaret(v, constraint);
    default:
      return fitsTilde(v, constraint);
  }
}

function fitsTilde(v: Version, { version: c, minorOpen, patchOpen }: Constraint): boolean {
  if (compareVersions(v, c) < 0) return false;
  if (c.major === 0 && c.minor === 0 && c.patch === 0 && !minorOpen && !patchOpen) return true;
  return v.major === c.major && (v.minor === c.minor || minorOpen);
}

function fitsCaret(v: Version, { version: c, minorOpen, patchOpen }: Constraint): boolean {
  if (compareVersions(v, c) < 0) return false;
  if (c.major > 0 || minorOpen) return v.major === c.major;
  if (v.major > c.major) return false;
  if (c.minor > 0 || patchOpen) return v.minor === c.minor;
  return v.minor === c.minor && v.patch === c.patch;
}
