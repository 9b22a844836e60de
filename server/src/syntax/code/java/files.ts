import { isClassAt, readClass, readMember } from './classes.ts';
import { readHead } from './heads.ts';
import { sign, word } from './lexicon.ts';
import { endOfStatement, type Reading } from './reading.ts';

/** Package, imports and classes of a file; what may stand in a class may stand here as well. */
export function readFile(reading: Reading): void {
  const { tokens } = reading;
  while (reading.at < tokens.count) {
    const { at } = reading;
    if (tokens.isWord(at, word.import)) readImport(reading);
    else if (tokens.isWord(at, word.package)) reading.at = endOfStatement(tokens, at) + 1;
    else if (isModule(reading)) reading.at = endOfStatement(tokens, at);
    else {
      const head = readHead(reading);
      if (isClassAt(reading)) readClass(reading, head);
      else if (tokens.isWord(reading.at, word.package)) reading.at = endOfStatement(tokens, reading.at) + 1;
      else {
        reading.at = at;
        readMember(reading);
      }
    }
    if (reading.at === at) reading.at++;
  }
}

/** `module a.b { … }` of a `module-info.java`: it says what is exported, and nothing runs. */
function isModule({ tokens, at }: Reading): boolean {
  const first = tokens.isName(at) && tokens.word(at) === 'open' ? at + 1 : at;
  return tokens.isName(first) && tokens.word(first) === 'module' && tokens.isName(first + 1);
}

/** `import a.b.C`, `import a.b.*`, `import static a.b.C.d`: the module is the package, the member what stands in it. */
function readImport(reading: Reading): void {
  const { tokens, draft, at } = reading;
  const end = endOfStatement(tokens, at);
  const names: string[] = [];
  let isOnDemand = false;
  for (let next = tokens.isWord(at + 1, word.static) ? at + 2 : at + 1; next < end; next++) {
    if (tokens.isName(next)) names.push(tokens.word(next));
    else if (tokens.isSign(next, sign['*'])) isOnDemand = true;
  }
  reading.at = tokens.isSign(end, sign[';']) ? end + 1 : end;
  const span = tokens.span(at, reading.at);
  const first = names.findIndex((name) => /^\p{Lu}/u.test(name));
  if (isOnDemand && first < 0) return draft.import({ local: '', module: names.join('.'), member: '*', span });
  const cut = first < 0 ? names.length - 1 : first;
  const module = names.slice(0, cut).join('.');
  const member = names.slice(cut).join('.');
  // The static members of a class, or classes within it, on demand.
  if (isOnDemand) return draft.import({ local: '', module, member: `${member}.*`, span });
  draft.import({ local: names.at(-1) ?? '', module, member, span });
}
