import type { ClientDefault } from '../../model/code-fact.ts';
import { say } from '../../words/say.ts';

/** Properties of Spring Boot that bound the wait for an answer, for the builders that it hands out. */
const blocking = /^spring\.http\.(client|clients|client\.settings)\.read-?timeout$/i;
const reactive = /^spring\.http\.(reactive-?client|clients\.reactive|reactive-?client\.settings)\.read-?timeout$/i;
const line = /^([ \t]*)([\w.-]+)[ \t]*[:=](?:[ \t]+|(?=\S)|$)["']?([^"'#\n]*?)["']?[ \t]*(?:#.*)?$/;
/** Of nothing, or of a variable that has no default. */
const empty = /^(0\w*|-.*|PT0S|\$\{[^:}]*\})$/i;

/** The limits that `spring.http.client.read-timeout` and its like give the clients that Spring Boot's builders make. */
export function readTimeouts(text: string): ClientDefault[] {
  if (!/read-?timeout/i.test(text)) return [];
  const found: ClientDefault[] = [];
  const above: { indent: number; key: string }[] = [];
  let start = 0;
  for (const written of text.split('\n')) {
    const [, lead = '', key = '', value = ''] = line.exec(written.replace(/\r$/, '')) ?? [];
    const begins = start + lead.length;
    start += written.length + 1;
    if (/^---/.test(written)) above.length = 0;
    if (key === '') continue;
    while ((above.at(-1)?.indent ?? -1) >= lead.length) above.pop();
    const path = [...above.map((each) => each.key), key].join('.');
    if (value === '') {
      above.push({ indent: lead.length, key });
      continue;
    }
    const libraries = blocking.test(path)
      ? ['java-spring-rest-client', 'java-spring-rest-template']
      : reactive.test(path)
        ? ['java-spring-web-client']
        : [];
    for (const library of libraries) {
      const because = say('spring-clients.spring-boot-sets', { path, value });
      const deadline = !empty.test(value) ? 'present' : value.startsWith('$') ? 'unknown' : 'absent';
      const span = { start: begins, end: begins + key.length };
      found.push({ kind: 'client-default', span, library, reaches: 'all', deadline, because, by: 'framework' });
    }
  }
  return found;
}
