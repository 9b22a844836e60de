/** Comments for tools. */
const directive =
  /^(eslint|oxlint|biome-|deno-lint|prettier-|tslint|jshint|jslint|istanbul|c8|v8|@ts-|ts-|nolint|noqa|noinspection|ruff:|flake8|pylint|pyright|mypy|type:|pragma|NOSONAR|nosec|#nosec|go:|lint:|region\b|endregion|@SuppressWarnings|CHECKSTYLE|NOPMD)/i;
/** What separates the words of a person from those for the tool; `<explanation>` is what a tool puts there. */
const behindDirective =
  /(?:\s(?:--+|\/\/+|#|-)\s+|^biome-ignore\s[^:]*:\s*|^(?:NOSONAR|NOPMD)\s*[:-]?\s+)(?!<explanation>)(.+)$/i;
/** Work that is put off (a work-around says what for), and code that is switched off. */
const putOff = /^(TODO|FIXME|XXX|HACK)\b(?!.*\bwork-?around\b)/i;
const code = /^((await|return|throw|const|let|var) )?[\w$.]+\(.*\);?$|[=({][^;]*;$|^(return|break|continue)\b[^.]*;$/;

/** Whether a comment states something in words: not one for a tool (unless words follow), for later, or code that is switched off. */
export function statesReason(comment: string): boolean {
  return wordsOfComment(comment) !== '';
}

/**
 * What a comment says to people: without its signs, what is for tools, what is put off with all that follows, and code that is
 * switched off; a comment of ours hides a finding and says nothing of the code.
 */
export function wordsOfComment(comment: string): string {
  const said: string[] = [];
  for (const line of comment.split('\n')) {
    const plain = line.replace(/^[\s/*#!<-]+|[\s*/>-]+$/g, '');
    if (putOff.test(plain) || /^prr-ignore/.test(plain)) break;
    const words = directive.test(plain) ? (behindDirective.exec(plain)?.[1] ?? '') : plain;
    if (putOff.test(words) || /^prr-ignore/.test(words)) break;
    if (words === '') said.push('');
    else if (/\p{L}{2}/u.test(words) && !code.test(words)) said.push(words);
  }
  return said.join('\n').trim();
}
