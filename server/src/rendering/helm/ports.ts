import { base64 } from '../functions/base64.ts';
import { utf8 } from '../functions/printing.ts';
import { parseVersion, satisfies } from '../functions/version-ranges.ts';
import { yamlText } from '../functions/yaml-print.ts';
import { budgetOf } from '../values/budget.ts';
import { str } from '../values/make.ts';
import type { Encode, PrintYaml } from './chart-files.ts';
import type { Compatible } from './dependencies.ts';

const maxSteps = 1_000_000;

/** As `toYaml` prints. */
export const printYaml: PrintYaml = (value) =>
  yamlText(value, { budget: budgetOf({ steps: maxSteps, output: maxSteps * 8, depth: 1 }) });

/** As `b64enc`. */
export const encode: Encode = ({ text, from }) => str(base64(utf8(text)), from);

/** As Helm compares the version of a chart with the range that a dependency names; a version that is none fits nothing. */
export const compatible: Compatible = (version, range) => {
  if (range.trim() === '') return true;
  const read = parseVersion(version);
  return read !== undefined && satisfies(read, range) === true;
};
