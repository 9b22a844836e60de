import type { HealthHandler } from '../../model/infrastructure-fact.ts';

const group = /(?:health\.group\.liveness\.|\bliveness:[ \t]*\r?\n[ \t]+)(include)[ \t]*[:=][ \t]*([^\n\r#]{1,200})/;

/** The indicators that a configuration of Spring Boot puts into the liveness group, beside the state of the process. */
export function livenessGroup(file: string, text: string): HealthHandler[] {
  if (!/(^|\/)application[\w-]*\.(properties|ya?ml)$/.test(file)) return [];
  const found = group.exec(text);
  const [whole = '', key = '', names = ''] = found ?? [];
  const more = names
    .split(',')
    .map((name) => name.trim().replace(/^["']|["']$/g, ''))
    .filter((name) => name !== '' && name !== 'livenessState');
  if (!found || more.length === 0) return [];
  const start = found.index + whole.indexOf(key);
  const span = { start, end: start + key.length };
  return [
    { kind: 'health-handler', span, path: 'liveness', calls: more.map((name) => ({ name, span })), complete: true },
  ];
}
