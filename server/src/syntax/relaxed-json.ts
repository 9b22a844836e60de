import json5 from 'json5';

/** The value of a JSON5 text (single quotes, comments, keys without quotes); undefined where it has a mistake. */
export function readRelaxedJson(text: string): unknown {
  try {
    return json5.parse<unknown>(text);
  } catch {
    return undefined;
  }
}
