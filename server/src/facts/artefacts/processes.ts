import type { ProcessStart } from '../../model/image-fact.ts';
import { extractCrontab, extractFly, isCrontab, isFlyFile } from './platforms/process-tables.ts';
import { extractScript } from './shell-script.ts';

/** Of one file; more is generated. */
const maxProcesses = 100;

/** Whether a file tells a platform which processes to run, by its name. */
export function isProcessFile(file: string): boolean {
  return (
    /(^|\/)Procfile$|\.service$|(^|\/)(supervisord?|worker)[\w.-]*\.conf$/.test(file) ||
    longRun.test(file) ||
    isFlyFile(file) ||
    isCrontab(file)
  );
}

/** What s6 keeps running in a container, a folder a process. */
const longRun = /(^|\/)(?:s6-rc\.d|services\.d)\/([\w.-]{1,60})\/run$/;

/** The processes of a Procfile, a unit of systemd, or a configuration of supervisord. */
export function extractProcesses(file: string, text: string): ProcessStart[] {
  if (/(^|\/)Procfile$/.test(file)) return procfile(text);
  if (file.endsWith('.service')) return unit(file, text);
  if (isFlyFile(file)) return extractFly(file, text);
  if (isCrontab(file)) return extractCrontab(text);
  const kept = longRun.exec(file)?.[2];
  if (kept !== undefined) return ofS6(kept, text);
  return isProcessFile(file) ? supervised(text) : [];
}

function procfile(text: string): ProcessStart[] {
  return [...text.matchAll(/^([\w-]{1,60}):[ \t]*(\S[^\n\r]{0,1000})/gm)].slice(0, maxProcesses).map((match) => {
    const [whole, name = '', command = ''] = match;
    const end = match.index + whole.length;
    return {
      kind: 'process-start',
      span: { start: end - command.length, end },
      by: 'Procfile',
      name,
      command,
      ...(/^(release|migrate)$/.test(name) ? { once: true as const } : {}),
    };
  });
}

function unit(file: string, text: string): ProcessStart[] {
  const match = /^ExecStart[ \t]*=[ \t]*[-@:+!]*(\S[^\n\r]{0,1000})/m.exec(text);
  if (!match) return [];
  const [whole, command = ''] = match;
  const end = match.index + whole.length;
  const name = file.slice(file.lastIndexOf('/') + 1).replace(/@?\.service$/, '');
  const once = /^Type[ \t]*=[ \t]*oneshot/m.test(text);
  return [
    {
      kind: 'process-start',
      span: { start: end - command.length, end },
      by: 'systemd',
      name,
      command,
      ...(once ? { once } : {}),
    },
  ];
}

function ofS6(name: string, text: string): ProcessStart[] {
  const [script] = extractScript(text);
  const command = script?.runs.at(-1)?.command;
  if (!script || command === undefined) return [];
  const once = /^(init|cont-init)-/.test(name) ? { once: true as const } : {};
  return [{ kind: 'process-start', span: script.span, by: 's6', name: name.replace(/^svc-/, ''), command, ...once }];
}

function supervised(text: string): ProcessStart[] {
  return [...text.matchAll(/^\[program:([\w.-]{1,60})\]([^[]{0,5000})/gm)].slice(0, maxProcesses).flatMap((match) => {
    const [, name = '', body = ''] = match;
    const command = /^command[ \t]*=[ \t]*(\S[^\n\r]{0,1000})/m.exec(body);
    if (!command) return [];
    const start = match.index + match[0].length - body.length + command.index;
    return [
      {
        kind: 'process-start' as const,
        span: { start, end: start + command[0].length },
        by: 'supervisord' as const,
        name,
        command: command[1] ?? '',
      },
    ];
  });
}
