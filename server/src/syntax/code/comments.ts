/** Comments for tools. */
const directive =
  /^(eslint|oxlint|biome-|prettier-|tslint|jshint|jslint|istanbul|c8|v8|@ts-|ts-|nolint|noqa|pylint|type:|pragma|NOSONAR|nosec|go:|lint:|region\b|endregion)/i;
/** Work that is put off (a work-around says what for), and code that is switched off. */
const putOff = /^(TODO|FIXME|XXX)\b(?!.*\bwork-?around\b)/i;
const code = /^((await|return|throw|const|let|var) )?[\w$.]+\(.*\);?$|[=({][^;]*;$|^(return|break|continue)\b[^.]*;$/;

/** Whether a comment states something in words: not one for a tool (unless a reason follows), for later, or code that is switched off. */
export function statesReason(comment: string): boolean {
  const lines = comment.split('\n').map((line) => line.replace(/^[\s/*#!<-]+|[\s*/>-]+$/g, ''));
  return lines.some((line) => {
    const words = directive.test(line) ? (/\s(?:--?|\/\/|#)\s+(.+)$/.exec(line)?.[1] ?? '') : line;
    return /\p{L}{2}/u.test(words) && !putOff.test(words) && !code.test(words);
  });
}
