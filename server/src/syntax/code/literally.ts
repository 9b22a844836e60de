/** Names are shorter; a pattern that is too long cannot be made. */
const longestName = 500;

/** The text as a pattern that matches it alone: names of half-typed code hold anything. What is no name for its length matches nothing. */
export function literally(text: string): string {
  if (text.length > longestName) return '(?!)';
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
