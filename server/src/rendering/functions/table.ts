import { builtins } from './builtin.ts';
import { comparisons } from './comparison.ts';
import { dicts } from './dicts.ts';
import { durations } from './durations.ts';
import { encoding } from './encoding.ts';
import { jsons } from './json.ts';
import { kinds } from './kinds.ts';
import { maths } from './maths.ts';
import { paths } from './paths.ts';
import { ranges } from './ranges.ts';
import { regularExpressions } from './regex.ts';
import { urls } from './urls.ts';
import { versions } from './versions.ts';
import { words } from './words.ts';
import { flow } from './flow.ts';
import { lists } from './lists.ts';
import type { FunctionTable } from './signature.ts';
import { splitting } from './splitting.ts';
import { strings } from './strings.ts';
import { yaml } from './yaml.ts';

/** Every function that a template can call and whose result is computed. */
export const functions: FunctionTable = {
  ...builtins,
  ...comparisons,
  ...dicts,
  ...flow,
  ...lists,
  ...strings,
  ...yaml,
  ...durations,
  ...encoding,
  ...jsons,
  ...kinds,
  ...maths,
  ...paths,
  ...ranges,
  ...regularExpressions,
  ...splitting,
  ...urls,
  ...versions,
  ...words,
};
