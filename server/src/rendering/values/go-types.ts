import type { Value } from '../value.ts';

/** The name of a value's type in Go, as `typeOf` and `%T` print it. */
export function goType(value: Value): string {
  switch (value.type) {
    case 'nil':
      return '<nil>';
    case 'bool':
      return 'bool';
    case 'int':
      return value.bits === 64 ? 'int64' : 'int';
    case 'float':
      return 'float64';
    case 'string':
      return value.bytes ? '[]uint8' : 'string';
    case 'list':
      return `[]${value.of ?? 'interface {}'}`;
    case 'dict':
      return value.named ? 'common.Values' : `map[string]${value.of ?? 'interface {}'}`;
    case 'unknown':
      return 'interface {}';
  }
}

/** The kind of a value in Go, as `kindOf` prints it. */
export function goKind(value: Value): string {
  switch (value.type) {
    case 'nil':
      return 'invalid';
    case 'list':
      return 'slice';
    case 'dict':
      return value.shown === undefined ? 'map' : 'struct';
    case 'string':
      return value.bytes ? 'slice' : 'string';
    default:
      return goType(value);
  }
}

/** Why the name of a type is not known, as a clause. */
export const becauseNamed = "Helm's versions call the type of values by other names";

/** Whether a value has the type whose name depends on Helm's version. */
export function isNamed(value: Value): boolean {
  return value.type === 'dict' && value.named === true;
}
