import type { AlertMatcher } from '../../model/telemetry-fact.ts';
import { dig, entriesOf, itemsOf, textOf, type YamlNode } from '../../syntax/yaml-node.ts';

/**
 * The matchers of a route in each form that Alertmanager and prometheus-operator know: `match`, `match_re`, `matchers` as
 * strings, and objects with `name`, `value` and `matchType`. Undefined where one cannot be read.
 */
export function matchersOf(route: YamlNode): AlertMatcher[] | undefined {
  const plain = ['match', 'match_re', 'matchRe'].flatMap((key) =>
    entriesOf(dig(route, key)).map(({ key: label, value }): AlertMatcher | undefined => {
      const text = textOf(value);
      return label && text !== undefined
        ? { label: label.text, operator: key === 'match' ? '=' : '=~', value: text }
        : undefined;
    }),
  );
  const listed = itemsOf(dig(route, 'matchers')).flatMap((item): (AlertMatcher | undefined)[] =>
    item.type === 'scalar' ? parsed(item.text) : [structured(item)],
  );
  const all = [...plain, ...listed];
  return all.every((each) => each !== undefined) ? all : undefined;
}

/** `{ name: severity, value: critical, matchType: "=" }`; `regex: true` is the older form. */
function structured(node: YamlNode): AlertMatcher | undefined {
  const label = textOf(dig(node, 'name'));
  const type = textOf(dig(node, 'matchType')) ?? (textOf(dig(node, 'regex')) === 'true' ? '=~' : '=');
  const operator = operatorOf(type);
  return label !== undefined && operator ? { label, operator, value: textOf(dig(node, 'value')) ?? '' } : undefined;
}

const one =
  /\s*(?:"((?:[^"\\]|\\.)*)"|([^\s"=!~{},]+))\s*(=~|!~|!=|=)\s*(?:"((?:[^"\\]|\\.)*)"|([^",{}]*?))\s*(?:,|$)/y;

/** `severity="critical"`, `severity =~ warning|critical`, `{a="b", c!="d"}`. */
function parsed(text: string): (AlertMatcher | undefined)[] {
  const body = text.trim().replace(/^\{([\s\S]*)\}$/, '$1');
  const found: AlertMatcher[] = [];
  one.lastIndex = 0;
  while (one.lastIndex < body.length) {
    const match = one.exec(body);
    const operator = operatorOf(match?.[3]);
    if (!match || !operator) return [undefined];
    const unescaped = (quoted: string) => quoted.replace(/\\(["\\])/g, '$1').replaceAll('\\n', '\n');
    const label = match[1] === undefined ? (match[2] ?? '') : unescaped(match[1]);
    const value = match[4] === undefined ? (match[5] ?? '').trim() : unescaped(match[4]);
    found.push({ label, operator, value });
  }
  return found;
}

function operatorOf(text: string | undefined): AlertMatcher['operator'] | undefined {
  return text === '=' || text === '!=' || text === '=~' || text === '!~' ? text : undefined;
}
