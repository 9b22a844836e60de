import type { ProcessStart } from '../../../model/image-fact.ts';
import { joinPath } from '../paths.ts';
import { keptValue } from '../pod-settings.ts';

/** Of one file; more is generated. */
const maxProcesses = 100;

/** Whether a file tells Fly.io what to run, by its name. */
export function isFlyFile(file: string): boolean {
  return /(^|\/)fly([.-][\w-]{1,60})?\.toml$/.test(file);
}

/** Whether a file is a table of cron, by its name. */
export function isCrontab(file: string): boolean {
  return /(^|\/)(crontab([.-][\w-]{1,60})?|[\w-]{1,60}[.-]crontab|cron\.d\/[\w-]{1,60}|crontabs\/[\w-]{1,60})$/.test(
    file,
  );
}

interface Entry {
  readonly section: string;
  readonly key: string;
  readonly value: string;
  readonly at: { readonly start: number; readonly end: number };
}

/** `key = "value"` by section; `[[services]]` is a section of its name. Lists and tables in lines are left out. */
function entriesOf(text: string): Entry[] {
  const entries: Entry[] = [];
  let section = '';
  for (const line of text.matchAll(
    /^[ \t]*(?:\[\[?([\w.-]{1,100})\]\]?|([\w-]{1,100})[ \t]*=[ \t]*("[^"\n]{0,1000}"|'[^'\n]{0,1000}'|[^\s#"'[{][^\n#]{0,200}))/gm,
  )) {
    const [whole, head, key, written = ''] = line;
    if (head !== undefined) section = head;
    else if (key !== undefined) {
      const end = line.index + whole.length;
      entries.push({
        section,
        key,
        value: written.trim().replace(/^["']|["']$/g, ''),
        at: { start: end - written.length, end },
      });
    }
  }
  return entries;
}

/** The processes of a `fly.toml`: those that it lists, or the one of its image. */
export function extractFly(file: string, text: string): ProcessStart[] {
  const entries = entriesOf(text);
  const find = (section: string, key: string) => entries.find((each) => each.section === section && each.key === key);
  const app = find('', 'app');
  if (!app) return [];
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const image = find('build', 'image')?.value;
  const written = find('build', 'dockerfile')?.value;
  const environment = entries.flatMap(({ section, key, value, at }) => {
    const kept = section === 'env' ? keptValue(key, value) : undefined;
    return kept === undefined ? [] : [{ name: key, value: kept, span: at }];
  });
  const listens = /^\[+(http_service|services)\]+/m.test(text);
  const common = {
    kind: 'process-start' as const,
    by: 'Fly.io' as const,
    folder: folder.replace(/\/$/, ''),
    ...(image === undefined ? { dockerfile: joinPath(folder, written ?? 'Dockerfile') ?? 'Dockerfile' } : { image }),
    ...(environment.length === 0 ? {} : { environment }),
    hosts: [`${app.value}.internal`, `${app.value}.flycast`],
  };
  const processes = entries.filter(({ section }) => section === 'processes').slice(0, maxProcesses);
  if (processes.length === 0)
    return [{ ...common, span: app.at, name: app.value, command: '', ...(listens ? { called: 'by requests' } : {}) }];
  const [first] = processes;
  return processes.map((each) => {
    const isMain = /^(app|web)$/.test(each.key) || (processes.length === 1 && each === first);
    return {
      ...common,
      span: each.at,
      name: isMain ? app.value : `${app.value}-${each.key}`,
      command: each.value,
      ...(listens && isMain ? { called: 'by requests' as const } : {}),
    };
  });
}

const field = String.raw`[\d*][\d*/,-]{0,40}`;
const line = new RegExp(
  String.raw`^[ \t]*(?:@(?:hourly|daily|weekly|monthly|yearly|annually|midnight|reboot)|(?:${field}[ \t]+){4}(?:${field}|[A-Za-z][A-Za-z,-]{2,20}))[ \t]+(?:(?:root|www-data|app|nobody|[a-z][a-z0-9]{1,15})[ \t]+(?=[/a-z]))?(\S[^\n\r]{0,1000})`,
  'gm',
);

/** The commands of a table of cron, each called after what it runs. */
export function extractCrontab(text: string): ProcessStart[] {
  return [...text.matchAll(line)].slice(0, maxProcesses).map((match) => {
    const [whole, command = ''] = match;
    const end = match.index + whole.length;
    const file = command.split(/\s+/).find((word) => /\/|\.\w{2,4}$/.test(word)) ?? command.split(/\s+/)[0] ?? command;
    const name = file.slice(file.lastIndexOf('/') + 1).replace(/\.\w{1,4}$/, '') || 'cron';
    return { kind: 'process-start', span: { start: end - command.length, end }, by: 'cron', name, command, once: true };
  });
}
