import type { StartScript } from '../../model/image-fact.ts';

/** Assignments before a command belong to it: `PORT=80 exec serve`. */
const assignments = String.raw`(?:[A-Za-z_]\w{0,60}=(?:"[^"\n]{0,200}"|'[^'\n]{0,200}'|\$\([^()\n]{0,200}\)|[^\s;&|"'()]){0,20}[ \t]+){0,12}`;
const exec = new RegExp(
  String.raw`(^|[;&|({]|\b(?:then|else|do|and|or)\b)[ \t]*${assignments}exec[ \t]+(?!\d*[<>]|\d*>&)\S`,
  'm',
);
const running = new RegExp(
  String.raw`(?:^|[;&|({]|\b(?:then|else|do)\b)[ \t]*${assignments}exec[ \t]+(?!\d*[<>]|\d*>&)(\S[^\n]*)`,
);
/** The script takes signals into its own hands, or leaves the end to what it reads in. */
const handles = /(^|[;&|]|\b(?:then|else|do)\b)[ \t]*(trap[ \t]|wait\b|(?:source|\.)[ \t]+\S)/m;
/** Commands that end: a script that ends with one is no server. */
const brief =
  /^(echo|printf|exit|return|cp|mv|rm|mkdir|chmod|chown|ln|cat|sed|awk|grep|curl|wget|tar|git|docker|kubectl|helm|make|mvn|\.\/mvnw|\.\/gradlew|gradle|go|cargo|pip3?|apt(-get)?|apk|set|export|cd|pushd|popd|test|\[|true|false|touch|sleep|openssl|aws|gcloud|az|terraform)\b/;

/** How a shell script hands over to the program that it starts. */
export function extractScript(text: string): StartScript[] {
  const masked = withoutHeredocs(text).replace(/^[ \t]*#.*/gm, (comment) => ' '.repeat(comment.length));
  const last = lastCommand(masked);
  if (!last) return [];
  const fact = { kind: 'start-script', span: last.span, runs: runsOf(masked, last.text) } as const;
  const handsOver = exec.exec(masked);
  if (handsOver) return [{ ...fact, hands: isOnOneBranch(masked, last) ? 'unknown' : 'over' }];
  if (handles.test(masked) || /&$/.test(last.text) || brief.test(last.text)) return [{ ...fact, hands: 'unknown' }];
  const plain = !/[|;&<>`(){}]/.test(last.text) && !/^(fi|done|esac|else|then)\b|^\w+=/.test(last.text);
  return [{ ...fact, hands: 'keeps', ...(plain ? { execAt: last.span.start } : {}) }];
}

/** Whether `exec` stands on branches alone, and a script that takes none of them goes on to start a program as its child. */
function isOnOneBranch(masked: string, last: { text: string; span: { start: number } }): boolean {
  const isAtEnd = !/^[\t ]/.test(masked.slice(masked.lastIndexOf('\n', last.span.start) + 1));
  const isStart = !brief.test(last.text) && !/^(fi|done|esac|else|then|\}|;;)|[|;&<>`(){}]|\bexec\b/.test(last.text);
  return (
    isAtEnd &&
    isStart &&
    !masked.split('\n').some((line) => /^\S/.test(line) && exec.test(line) && !/^(if|\[|test|case)\b/.test(line))
  );
}

const maxRuns = 30;
const longestRun = 500;

/** What the script runs with `exec`, by the function or the branch of a `case` that it is in, and its last command. */
function runsOf(text: string, last: string): StartScript['runs'] {
  const runs: { label?: string; command: string }[] = [];
  let label: string | undefined;
  for (const line of text.replace(/[ \t]*\\\r?\n[ \t]*/g, ' ').split('\n')) {
    const opened =
      /^[ \t]*(?:function[ \t]+)?([\w-]{1,60})[ \t]*\(\)/.exec(line) ?? /^[ \t]*["']?([\w-]{1,60})["']?\)/.exec(line);
    if (opened) label = opened[1];
    const command = running.exec(line)?.[1];
    if (command !== undefined && runs.length < maxRuns)
      runs.push({ ...(label === undefined ? {} : { label }), command: command.slice(0, longestRun) });
    if (/^[ \t]*(\}|;;|esac\b)/.test(line)) label = undefined;
  }
  const whole = last.replace(/[ \t]*\\\r?\n[ \t]*/g, ' ');
  if (!/^(fi|done|esac|\}|;;)/.test(whole) && !/^exec\b/.test(whole))
    runs.push({ command: whole.slice(0, longestRun) });
  return runs;
}

function lastCommand(text: string): { text: string; span: { start: number; end: number } } | undefined {
  const end = text.trimEnd().length;
  if (end === 0) return undefined;
  let start = text.lastIndexOf('\n', end - 1) + 1;
  while (start > 0 && /\\\r?$/.test(text.slice(text.lastIndexOf('\n', start - 2) + 1, start - 1)))
    start = text.lastIndexOf('\n', start - 2) + 1;
  const line = text.slice(start, end);
  const lead = line.length - line.trimStart().length;
  return { text: line.trim(), span: { start: start + lead, end } };
}

/** The text with the bodies of here-documents blanked, at the same length. */
function withoutHeredocs(text: string): string {
  return text.replace(
    /(<<-?[ \t]*["']?(\w+)["']?[^\n]*\n)([\s\S]*?)(^[ \t]*\2[ \t]*$)/gm,
    (_, head: string, _word: string, body: string, tail: string) =>
      head + body.replace(/[^\n]/g, ' ') + tail.replace(/[^\n]/g, ' '),
  );
}
