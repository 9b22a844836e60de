/** Controls, and what changes the direction of text or ends a line unseen: a name could make the rest of its line say something else. */
const hidden = /[^\P{Cc}\t\n\r]|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/** The text with what nobody sees written out: `\u202e`. */
export function visibleText(text: string): string {
  return text.replace(hidden, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
