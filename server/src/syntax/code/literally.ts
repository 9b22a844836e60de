/** The text as a pattern that matches it alone: names of half-typed code hold anything. */
export function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
