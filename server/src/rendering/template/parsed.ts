import { functions } from '../functions/table.ts';
import { memoByText } from '../memo.ts';
import { isFunction } from './names.ts';
import { parseTemplate } from './parse.ts';

/** UTF-16 units: charts that are open have a few megabytes. */
const units = 6_000_000;

/** A template with Helm's functions, read once for each text: of a chart, a keystroke changes one template. */
export const parsedTemplate = memoByText(units, (text) => parseTemplate(text, isFunction(functions)));
