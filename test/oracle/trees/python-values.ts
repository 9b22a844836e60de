import type { Node } from 'web-tree-sitter';
import type { Builder } from './builder.ts';
import type { Argument, Path, Value } from '../../../server/src/syntax/code/outline.ts';
import { parts, spanOf, textOf, type PythonValues } from './python-reading.ts';

/** Readers of values that refer to calls and functions through the builder. */
export function pythonValues(builder: Builder, text: string): PythonValues {
  const value = (node: Node): Value => {
    const span = spanOf(node);
    switch (node.type) {
      case 'identifier':
      case 'attribute':
      case 'subscript':
      case 'dotted_name':
        return { kind: 'path', path: path(node), span };
      case 'parenthesized_expression':
      case 'await':
      case 'list_splat':
      case 'dictionary_splat':
      case 'type': {
        const inner = parts(node)[0];
        return inner ? value(inner) : { kind: 'other', span };
      }
      case 'named_expression':
      case 'assignment': {
        const inner = node.childForFieldName('value') ?? node.childForFieldName('right');
        return inner ? value(inner) : { kind: 'other', span };
      }
      case 'call':
        return builder.callValue(node.id, span);
      case 'lambda':
        return builder.functionValue(node.id, span);
      case 'conditional_expression': {
        const [first, , last] = parts(node);
        return { kind: 'either', of: [first, last].flatMap((part) => (part ? [value(part)] : [])), span };
      }
      case 'boolean_operator': {
        const isOr = node.childForFieldName('operator')?.type === 'or';
        return isOr ? { kind: 'either', of: parts(node).map(value), span } : { kind: 'other', span };
      }
      case 'dictionary':
        return { kind: 'object', entries: parts(node).flatMap(entry), span };
      case 'list':
      case 'tuple':
      case 'set':
      case 'expression_list':
        return { kind: 'list', items: parts(node).map(value), span };
      case 'string':
      case 'concatenated_string':
        return { kind: 'string', text: contentOf(node), span };
      case 'unary_operator': {
        const operand = node.childForFieldName('argument');
        const isNumber = operand && value(operand).kind === 'number' && text[span.start] !== '~';
        return isNumber ? { kind: 'number', text: textOf(node, text), span } : { kind: 'other', span };
      }
      case 'binary_operator':
        return binary(node);
      case 'integer':
      case 'float':
        return { kind: 'number', text: textOf(node, text).replaceAll('_', ''), span };
      case 'none':
        return { kind: 'null', text: 'None', span };
      case 'true':
      case 'false':
        return { kind: 'boolean', text: node.type, span };
      default:
        return { kind: 'other', span };
    }
  };

  /** Arithmetic on constants stays a number; strings that are joined or formatted stay a string with gaps. */
  const binary = (node: Node): Value => {
    const span = spanOf(node);
    const left = node.childForFieldName('left');
    const right = node.childForFieldName('right');
    const operator = node.childForFieldName('operator')?.type ?? '';
    if (!left || !right || !/^[-+*/%]$/.test(operator)) return { kind: 'other', span };
    const sides = [value(left), value(right)];
    const [first] = sides;
    if (operator === '%' && first?.kind === 'string') {
      return { kind: 'string', text: first.text.replace(/%(\(\w+\))?[-\d.]*[sdrfxi]/g, '${}'), span };
    }
    if (operator === '+' && sides.some((side) => side.kind === 'string')) {
      return { kind: 'string', text: sides.map((side) => (side.kind === 'string' ? side.text : '${}')).join(''), span };
    }
    return sides.every((side) => side.kind === 'number')
      ? { kind: 'number', text: text.slice(span.start, span.end), span }
      : { kind: 'other', span };
  };

  const contentOf = (node: Node): string =>
    parts(node)
      .map((part) => {
        if (part.type === 'string') return contentOf(part);
        if (part.type === 'interpolation') return '${}';
        return part.type === 'string_content' ? textOf(part, text) : '';
      })
      .join('');

  const entry = (node: Node): Argument[] => {
    const span = spanOf(node);
    if (node.type === 'dictionary_splat') return [{ name: '', spread: true, value: value(node), span }];
    const key = node.childForFieldName('key');
    const given = node.childForFieldName('value');
    if (!given) return [];
    return [{ ...(key?.type === 'string' ? { name: contentOf(key) } : {}), value: value(given), span }];
  };

  const path = (node: Node): Path => {
    switch (node.type) {
      case 'identifier':
        return { names: [textOf(node, text)] };
      case 'dotted_name':
        return {
          names: textOf(node, text)
            .split('.')
            .map((name) => name.trim()),
        };
      case 'attribute': {
        const object = node.childForFieldName('object');
        const name = node.childForFieldName('attribute');
        const field = name ? textOf(name, text) : '';
        return object ? builder.member(path(object), field) : { names: ['', field] };
      }
      case 'subscript': {
        const object = node.childForFieldName('value');
        const key = node.childForFieldName('subscript');
        const name = key?.type === 'string' ? contentOf(key) : '[]';
        return object ? builder.member(path(object), name) : { names: [''] };
      }
      case 'call':
        return builder.pathFrom(node.id, []);
      case 'parenthesized_expression':
      case 'await':
      case 'list_splat_pattern': {
        const inner = parts(node)[0];
        return inner ? path(inner) : { names: [''] };
      }
      default:
        return { names: [''] };
    }
  };

  const args = (list: Node): Argument[] => {
    if (list.type !== 'argument_list') return [{ value: { kind: 'other', span: spanOf(list) }, span: spanOf(list) }];
    return parts(list).map((node): Argument => {
      const span = spanOf(node);
      const given = node.childForFieldName('value');
      const name = node.childForFieldName('name');
      if (node.type === 'keyword_argument' && given && name)
        return { name: textOf(name, text), value: value(given), span };
      if (node.type === 'dictionary_splat') return { name: '', spread: true, value: value(node), span };
      return { ...(node.type === 'list_splat' ? { spread: true as const } : {}), value: value(node), span };
    });
  };

  return { value, args, path };
}

/** A type as written, without what may stand around it: `Optional[X]`, `X | None`, `"X"` and `Annotated[X, …]` are `X`. */
export function plainAnnotation(written: string): string {
  let type = written.trim();
  for (let before = ''; before !== type;) {
    before = type;
    type = type.replace(/^(['"])(.*)\1$/s, '$2').trim();
    type = type
      .replace(/^(?:typing\.|t\.)?(?:Optional|Annotated|Final|ClassVar|Mapped)\[([^[\],]*).*\]$/s, '$1')
      .trim();
    const choices = type.split('|').map((part) => part.trim());
    if (choices.length > 1 && !type.includes('[')) type = choices.filter((part) => part !== 'None').join(' | ');
  }
  return type;
}
