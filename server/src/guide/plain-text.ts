/** Markdown as one line of plain text: marks, links' targets and code fences left out. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/^\s*(```|~~~).*$/gm, ' ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>\n]{0,200}>/g, ' ')
    .replace(/^\s*\|?[\s|:-]{3,}\|?\s*$/gm, ' ')
    .replace(/^\s{0,3}(#{1,6}|>|[-*+]|\d+\.)\s+/gm, '')
    .replace(/[`*_|]{1,3}/g, (marks) => (marks.includes('_') ? marks : ' '))
    .replace(/\s+/g, ' ')
    .trim();
}
