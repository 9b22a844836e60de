import type { StartScript } from '../../model/image-fact.ts';
import { readShell, type ShellCommand } from '../../syntax/shell/script.ts';
import { endingsOf, programOf, unquoted } from '../stops/script-endings.ts';

/** How a shell script hands over to the program that it starts. */
export function extractScript(text: string): StartScript[] {
  const script = readShell(text);
  const last = script.at(-1);
  if (!last) return [];
  const { endings, trap, sources } = endingsOf(script);
  const stays = endings.flatMap((each) => (each.how === 'stays' ? [each] : []));
  const shown = stays.at(-1)?.command ?? last;
  const fact = {
    kind: 'start-script',
    span: { start: shown.start, end: shown.end },
    runs: runsOf(script, text),
  } as const;
  const isOver = endings.some(({ how }) => how === 'over');
  if (isOver) return [{ ...fact, hands: stays.length > 0 ? 'unknown' : 'over' }];
  if (stays.length === 0 || sources || endings.some(({ how }) => how === 'unclear'))
    return [{ ...fact, hands: 'unknown' }];
  if (trap === 'forwards' && stays.every(({ waits }) => waits)) return [{ ...fact, hands: 'forwards' }];
  // A trap only runs when the command in the foreground has ended: what it does then is not followed.
  if (trap === 'forwards' || trap === 'other') return [{ ...fact, hands: 'unknown' }];
  const isPlain = shown.kind === 'simple' && shown.assigns.length === 0 && !stays.some(({ waits }) => waits);
  const isLast = stays.length === 1 && shown === last && !/[<>]/.test(text.slice(shown.start, shown.end));
  return [{ ...fact, hands: 'keeps', ...(isPlain && isLast ? { execAt: shown.start } : {}) }];
}

const maxRuns = 30;
const longestRun = 500;

/** What the script runs with `exec`, by the function or the branch of a `case` that it is in, and its last command. */
function runsOf(script: readonly ShellCommand[], text: string): StartScript['runs'] {
  const runs: { label?: string; command: string }[] = [];
  const add = (start: number, end: number, label?: string) => {
    if (runs.length >= maxRuns) return;
    const command = text.slice(start, end).replace(/[ \t]*\\\r?\n[ \t]*/g, ' ');
    runs.push({ ...(label === undefined ? {} : { label }), command: command.slice(0, longestRun) });
  };
  const walk = (commands: readonly ShellCommand[], label: string | undefined): void => {
    for (const command of commands) {
      switch (command.kind) {
        case 'simple': {
          if (command.words[0]?.text !== 'exec') break;
          const program = programOf(command.words.slice(1).map(({ text: word }) => word));
          const first = command.words.at(-program.length);
          if (first && program.length > 0) add(first.start, command.end, label);
          break;
        }
        case 'pipe':
        case 'either':
          walk(command.commands, label);
          break;
        case 'branches':
          walk(command.conditions, label);
          for (const branch of command.branches) walk(branch.body, labelOf(branch.label) ?? label);
          break;
        case 'loop':
          walk([...command.conditions, ...command.body], label);
          break;
        case 'function':
          walk(command.body, command.name);
          break;
        default:
          walk(command.body, label);
      }
    }
  };
  walk(script, undefined);
  const last = script.at(-1);
  if (last && /^(simple|pipe|either)$/.test(last.kind) && !/^exec\b/.test(text.slice(last.start, last.end)))
    add(last.start, last.end);
  return runs;
}

/** The pattern of a branch where it is one word. */
function labelOf(pattern: string | undefined): string | undefined {
  const word = pattern === undefined ? '' : unquoted(pattern);
  return /^[\w-]{1,60}$/.test(word) ? word : undefined;
}
