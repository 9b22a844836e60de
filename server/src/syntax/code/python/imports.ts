import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import { sign, word } from './lexicon.ts';
import { endOfLine, inside, isEnd, type Reading } from './reading.ts';

/** `import a.b`, `import a.b as c`. */
export function readImport(reading: Reading): void {
  const { tokens, draft, at } = reading;
  const found: { module: string; local: string | undefined }[] = [];
  reading.at = at + 1;
  while (tokens.isName(reading.at)) {
    const module = readDotted(reading);
    found.push({ module, local: readAlias(reading) });
    if (!tokens.isSign(reading.at, sign[','])) break;
    reading.at++;
  }
  const span = tokens.span(at, reading.at);
  for (const { module, local } of found) {
    if (local !== undefined) draft.import({ local, module, span });
    else {
      // `import a.b` makes `a` known, and loads `a.b`.
      const root = module.split('.', 1)[0] ?? module;
      draft.import({ local: root, module: root, span });
      if (root !== module) draft.import({ local: '', module, span });
    }
  }
}

/** `from x import y as z`. */
export function readFrom(reading: Reading): void {
  const { tokens, draft, at } = reading;
  reading.at = at + 1;
  let module = '';
  while (tokens.isSign(reading.at, sign['.']) || tokens.isSign(reading.at, sign['...'])) {
    module += tokens.word(reading.at);
    reading.at++;
  }
  if (tokens.isName(reading.at) && !tokens.isWord(reading.at, word.import)) module += readDotted(reading);
  if (!tokens.isWord(reading.at, word.import)) return;
  reading.at++;
  const open = reading.at;
  const isWrapped = tokens.isOpen(open, brackets.round);
  const end = isWrapped ? inside(tokens, open).to : endOfLine(reading, open);
  if (isWrapped) reading.at++;
  const names: { member: string; local: string }[] = [];
  while (reading.at < end && !isEnd(tokens, reading.at)) {
    if (tokens.isSign(reading.at, sign['*'])) {
      names.push({ member: '*', local: '' });
      reading.at++;
    } else if (tokens.isName(reading.at)) {
      const member = readDotted(reading);
      names.push({ member, local: readAlias(reading) ?? member });
    } else break;
    if (!tokens.isSign(reading.at, sign[','])) break;
    reading.at++;
  }
  if (isWrapped) reading.at = tokens.behind(open);
  const span = tokens.span(at, reading.at);
  if (module === '__future__') draft.import({ local: '', module, span });
  else for (const { member, local } of names) draft.import({ local, module, member, span });
}

function readDotted(reading: Reading): string {
  const { tokens } = reading;
  let name = tokens.word(reading.at);
  reading.at++;
  while (tokens.isSign(reading.at, sign['.']) && tokens.isName(reading.at + 1)) {
    name += `.${tokens.word(reading.at + 1)}`;
    reading.at += 2;
  }
  return name;
}

function readAlias(reading: Reading): string | undefined {
  const { tokens, at } = reading;
  if (!tokens.isWord(at, word.as) || tokens.kind(at + 1) !== kinds.name) return undefined;
  reading.at = at + 2;
  return tokens.word(at + 1);
}
