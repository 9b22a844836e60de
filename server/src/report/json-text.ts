/** Controls that JSON may hold as they are, and what changes the direction of text or ends a line unseen. */
const obeyed = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
/** What runners of pipelines take for commands, anywhere in a line. */
const command = /#(?=#[A-Za-z]*\[)/g;

/** A value as JSON for standard output or a file, with a line feed; nothing in it would be obeyed by a terminal or a runner, and the data is the same. */
export function jsonText(value: unknown): string {
  // Outside of strings there is none of these.
  return `${JSON.stringify(value, undefined, 2)}\n`.replace(obeyed, escaped).replace(command, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
