/** Markdown as one line of plain text: marks, links' targets and code fences left out. Linear but for short runs. */
export function plainText(markdown: string): string {
  return withoutComments(markdown)
    .replace(/^[ \t]*(```|~~~).*$/gm, ' ')
    .replace(/^[ \t]*(:::+|!!!|\?\?\?\+?)[ \t]*\w*(.*)$/gm, ' $2 ')
    .replace(/\{\{[<%]?[^{}\n]{0,200}[%>]?\}\}|\{%[^{}\n]{0,200}%\}/g, ' ')
    .replace(/!?\[([^[\]]{0,500})\]\([^()\n]{0,1000}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)/g, '$1')
    .replace(/!?\[([^[\]]{1,500})\]\[[^[\]\n]{0,200}\]/g, '$1')
    .replace(/^ {0,3}\[[^\]\n]{1,200}\]:[ \t].*$/gm, ' ')
    .replace(/<[^<>\n]{0,200}>/g, ' ')
    .replace(/\{[#:][^{}\n]{0,100}\}/g, ' ')
    .replace(/^[ \t|:=-]{3,}$/gm, ' ')
    .replace(/^ {0,3}(#{1,6}|>|[-*+]|\d{1,9}\.)[ \t]+/gm, '')
    .replace(/[`*_|]{1,3}/g, (marks) => (marks.includes('_') ? marks : ' '))
    .replace(/\s+/g, ' ')
    .trim();
}

/** A comment that is longer is none: it was never closed. */
const maxComment = 5000;

/** Comments become a space each. */
export function withoutComments(text: string): string {
  let result = '';
  let done = 0;
  let end = -1;
  for (let at = text.indexOf('<!--'); at >= 0; at = text.indexOf('<!--', Math.max(done, at + 4))) {
    if (end < at + 4) end = text.indexOf('-->', at + 4);
    if (end < 0) break;
    if (end - at - 4 > maxComment) continue;
    result += `${text.slice(done, at)} `;
    done = end + 3;
  }
  return result + text.slice(done);
}

/** The text up to a word's end near `length`. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.lastIndexOf(' ', length);
  return `${text.slice(0, cut > length / 2 ? cut : length).replace(/[\uD800-\uDBFF]$/, '')} …`;
}
