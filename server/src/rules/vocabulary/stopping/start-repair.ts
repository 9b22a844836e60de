import type { ImageStart, StartCommand, StartScript } from '../../../model/image-fact.ts';
import type { Located, RuleContext } from '../../../model/rule.ts';
import type { Fix } from '../../../model/site.ts';
import type { Edit, Span } from '../../../model/span.ts';
import { lastCommandOf, plainWords } from './start.ts';
import { say } from '../../../words/say.ts';

interface Around {
  readonly image: ImageStart;
  readonly script: Located<StartScript> | undefined;
  readonly context: RuleContext;
}

/** What makes the program the first process: exec form, `exec` in the shell's text or in the script, or what `npm start` would run. */
export function execRepair(span: Span, { image, script, context }: Around): Fix[] {
  if (script) {
    const { execAt } = script.fact;
    if (execAt === undefined) return [];
    return fix(say('start-repair.add-exec-to-the-script'), 'suggestion', script.file, insertion(execAt, 'exec '));
  }
  const command = [image.entrypoint, image.cmd].find((each) => each?.span === span);
  // With ENTRYPOINT in exec form a CMD that was ignored so far would become its arguments.
  if (!command || (command === image.entrypoint && image.cmd)) return [];
  const words = command.form === 'shell' ? plainWords(textOf(command)) : command.words;
  const run = words && (scriptOf(words, context) ?? (isManager(words[0]) ? undefined : words));
  if (run && run !== command.words) {
    const text = listOf(run);
    const safety = run === words ? 'safe' : 'suggestion';
    return fix(say('start-repair.use-exec-form', { text }), safety, context.file, { span, text });
  }
  return command.form === 'shell' ? execInShell(command, context) : [];
}

function execInShell(command: StartCommand, { file }: RuleContext): Fix[] {
  const text = textOf(command);
  const repaired = text.startsWith('[') ? text.replace(/'/g, '"') : undefined;
  if (repaired !== undefined)
    return isList(repaired)
      ? fix(say('start-repair.use-a-json-list', { repaired }), 'safe', file, { span: command.span, text: repaired })
      : [];
  const last = lastCommandOf(text);
  // Over several lines the places in the text are not those in the file.
  if (!last || isManager(last.text.split(/\s/)[0]) || /^\w+=/.test(last.text)) return [];
  if (command.span.end - command.span.start !== text.length) return [];
  return fix(
    say('start-repair.add-exec-before-the-last'),
    'suggestion',
    file,
    insertion(command.span.start + last.at, 'exec '),
  );
}

/** What `npm start` runs, where package.json beside the Dockerfile says that it is one plain `node` command. */
function scriptOf([manager, verb, name]: readonly string[], context: RuleContext): string[] | undefined {
  if (!isManager(manager)) return undefined;
  const folder = context.file.slice(0, context.file.lastIndexOf('/') + 1);
  const scripts = context.inWorkspace('package-scripts').find(({ file }) => file === `${folder}package.json`)
    ?.fact.scripts;
  const key = verb === 'run' || verb === 'run-script' ? name : verb;
  const words = plainWords(scripts?.[key ?? ''] ?? '');
  return words?.[0] === 'node' && !scripts?.[`pre${key}`] ? words : undefined;
}

function isManager(word: string | undefined): boolean {
  return /(^|\/)(npm|yarn|pnpm|npx)$/.test(word ?? '');
}

function textOf({ words }: StartCommand): string {
  return words[0] ?? '';
}

function listOf(words: readonly string[]): string {
  return `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
}

function isList(text: string): boolean {
  try {
    return Array.isArray(JSON.parse(text));
  } catch {
    return false;
  }
}

function insertion(offset: number, text: string): Edit {
  return { span: { start: offset, end: offset }, text };
}

function fix(title: string, safety: Fix['safety'], file: string, edit: Edit): Fix[] {
  return [{ title, safety, changes: [{ file, edits: [edit] }] }];
}
