import type { Node } from 'web-tree-sitter';
import type { Builder } from './builder.ts';
import { parts, spanOf, textOf, typeNames, type JavaValues } from './java-reading.ts';
import type { Argument, Path, Value } from '../../../server/src/syntax/code/outline.ts';

/** Readers of values that refer to calls and functions through the builder. */
export function javaValues(builder: Builder, text: string): JavaValues {
  const value = (node: Node): Value => {
    const span = spanOf(node);
    switch (node.type) {
      case 'identifier':
      case 'field_access':
      case 'scoped_identifier':
      case 'array_access':
      case 'this':
      case 'super':
      case 'method_reference':
      case 'class_literal':
        return { kind: 'path', path: path(node), span };
      case 'parenthesized_expression': {
        const inner = parts(node)[0];
        return inner ? value(inner) : { kind: 'other', span };
      }
      case 'cast_expression': {
        const inner = node.childForFieldName('value');
        return inner ? value(inner) : { kind: 'other', span };
      }
      case 'assignment_expression': {
        const right = node.childForFieldName('right');
        return right && node.childForFieldName('operator')?.type === '=' ? value(right) : { kind: 'other', span };
      }
      case 'method_invocation':
      case 'object_creation_expression':
        return builder.callValue(node.id, span);
      case 'lambda_expression':
        return builder.functionValue(node.id, span);
      case 'ternary_expression': {
        const sides = [node.childForFieldName('consequence'), node.childForFieldName('alternative')];
        return { kind: 'either', of: sides.flatMap((part) => (part ? [value(part)] : [])), span };
      }
      case 'array_creation_expression': {
        const given = node.childForFieldName('value');
        return given ? value(given) : { kind: 'other', span };
      }
      case 'array_initializer':
      case 'element_value_array_initializer':
        return { kind: 'list', items: parts(node).map(value), span };
      case 'string_literal':
        return { kind: 'string', text: contentOf(node), span };
      case 'character_literal':
        return { kind: 'string', text: text.slice(span.start + 1, span.end - 1), span };
      case 'unary_expression': {
        const operand = node.childForFieldName('operand');
        const isNumber = operand && value(operand).kind === 'number' && /[-+]/.test(text[span.start] ?? '');
        return isNumber ? { kind: 'number', text: textOf(node, text), span } : { kind: 'other', span };
      }
      case 'binary_expression':
        return binary(node);
      case 'decimal_integer_literal':
      case 'decimal_floating_point_literal':
        return {
          kind: 'number',
          text: textOf(node, text)
            .replaceAll('_', '')
            .replace(/[lfd]$/i, ''),
          span,
        };
      case 'hex_integer_literal':
      case 'octal_integer_literal':
      case 'binary_integer_literal':
        return { kind: 'number', text: textOf(node, text), span };
      case 'null_literal':
        return { kind: 'null', text: 'null', span };
      case 'true':
      case 'false':
        return { kind: 'boolean', text: node.type, span };
      default:
        return { kind: 'other', span };
    }
  };

  /** Arithmetic on constants stays a number (`5 * 1000`); strings that are joined stay a string with gaps. */
  const binary = (node: Node): Value => {
    const span = spanOf(node);
    const left = node.childForFieldName('left');
    const right = node.childForFieldName('right');
    const operator = node.childForFieldName('operator')?.type ?? '';
    if (!left || !right || !/^[-+*/]$/.test(operator)) return { kind: 'other', span };
    const sides = [value(left), value(right)];
    if (operator === '+' && sides.some((side) => side.kind === 'string')) {
      return { kind: 'string', text: sides.map((side) => (side.kind === 'string' ? side.text : '${}')).join(''), span };
    }
    return sides.every((side) => side.kind === 'number')
      ? { kind: 'number', text: text.slice(span.start, span.end), span }
      : { kind: 'other', span };
  };

  const contentOf = (node: Node): string => {
    const own = textOf(node, text);
    return own.startsWith('"""') ? own.slice(3, -3).trim() : own.slice(1, -1);
  };

  const path = (node: Node): Path => {
    switch (node.type) {
      case 'identifier':
      case 'type_identifier':
      case 'this':
      case 'super':
        return { names: [textOf(node, text)] };
      case 'scoped_identifier':
      case 'scoped_type_identifier':
      case 'generic_type':
        return { names: typeNames(node, text) };
      case 'field_access': {
        const object = node.childForFieldName('object');
        const field = node.childForFieldName('field');
        const name = field ? textOf(field, text) : '';
        // `Outer.this` is the instance of a class around.
        if (name === 'this') return { names: ['this'] };
        return object ? builder.member(path(object), name) : { names: ['', name] };
      }
      case 'array_access': {
        const array = node.childForFieldName('array');
        return array ? builder.member(path(array), '[]') : { names: [''] };
      }
      case 'method_invocation':
      case 'object_creation_expression':
        return builder.pathFrom(node.id, []);
      case 'method_reference': {
        const [object, name] = parts(node);
        const member = name ? textOf(name, text) : 'new';
        return object ? builder.member(path(object), member) : { names: [''] };
      }
      case 'class_literal': {
        const type = parts(node)[0];
        return type ? { names: [...typeNames(type, text), 'class'] } : { names: [''] };
      }
      case 'parenthesized_expression': {
        const inner = parts(node)[0];
        return inner ? path(inner) : { names: [''] };
      }
      case 'cast_expression': {
        const inner = node.childForFieldName('value');
        return inner ? path(inner) : { names: [''] };
      }
      default:
        return { names: [''] };
    }
  };

  const args = (list: Node): Argument[] =>
    parts(list).map((node): Argument => {
      const span = spanOf(node);
      if (node.type !== 'element_value_pair') return { value: value(node), span };
      const key = node.childForFieldName('key');
      const given = node.childForFieldName('value');
      return {
        ...(key ? { name: textOf(key, text) } : {}),
        value: given ? value(given) : { kind: 'other', span },
        span,
      };
    });

  return { value, args, path };
}
