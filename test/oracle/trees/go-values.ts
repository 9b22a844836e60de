import type { Node } from 'web-tree-sitter';
import type { Span } from '../../../server/src/model/span.ts';
import type { Builder } from './builder.ts';
import type { Argument, Path, Value } from '../../../server/src/syntax/code/outline.ts';

/** Where the nodes of a Go expression become values. */
export interface GoValues {
  value(node: Node): Value;
  /** The arguments of a call, types as paths. */
  args(list: Node): Argument[];
  /** The path of a callee or of the target of an assignment; its first name is empty where it starts from something that has none. */
  path(node: Node): Path;
}

/** Span of a node. */
export function spanOf(node: Node): Span {
  return { start: node.startIndex, end: node.endIndex };
}

/** The source of a node; the node itself would ask the parser for it. */
export function textOf(node: Node, text: string): string {
  return text.slice(node.startIndex, node.endIndex);
}

/** Children that are named and no comment. */
export function parts(node: Node): Node[] {
  return node.namedChildren.filter((child): child is Node => child !== null && child.type !== 'comment');
}

/** A type as a path, without pointer, brackets and type arguments: `*http.Client` is `http.Client`. */
export function typePath(node: Node, text: string): Path | undefined {
  switch (node.type) {
    case 'type_identifier':
      return { names: [textOf(node, text)] };
    case 'qualified_type':
      return {
        names: textOf(node, text)
          .split('.')
          .map((name) => name.trim()),
      };
    case 'generic_type': {
      const inner = node.childForFieldName('type');
      return inner ? typePath(inner, text) : undefined;
    }
    case 'pointer_type':
    case 'parenthesized_type': {
      const inner = parts(node)[0];
      return inner ? typePath(inner, text) : undefined;
    }
    default:
      return undefined;
  }
}

const builtInTypes =
  /^(u?int(8|16|32|64)?|uintptr|float(32|64)|complex(64|128)|string|byte|rune|bool|error|any|struct|interface)$/;

/** A call; `f[T](x)` reads as a conversion to a generic type, and a conversion is a call. */
export function isCall(node: Node): boolean {
  if (node.type !== 'type_conversion_expression') return node.type === 'call_expression';
  return node.childForFieldName('type')?.type === 'generic_type';
}

/** Readers of values that refer to calls and functions through the builder. */
export function goValues(builder: Builder, text: string): GoValues {
  const value = (node: Node): Value => {
    const span = spanOf(node);
    switch (node.type) {
      case 'identifier':
      case 'selector_expression':
      case 'index_expression':
      case 'qualified_type':
      case 'type_identifier':
        return { kind: 'path', path: path(node), span };
      case 'parenthesized_expression':
      case 'literal_element':
      case 'variadic_argument': {
        const inner = parts(node)[0];
        return inner ? value(inner) : { kind: 'other', span };
      }
      case 'unary_expression':
        return unary(node, span);
      case 'binary_expression':
        return binary(node, span);
      case 'call_expression':
      case 'type_conversion_expression':
        return isCall(node) ? builder.callValue(node.id, span) : { kind: 'other', span };
      case 'composite_literal':
        return composite(node, span);
      case 'func_literal':
        return builder.functionValue(node.id, span);
      case 'interpreted_string_literal':
      case 'raw_string_literal':
        return { kind: 'string', text: text.slice(span.start + 1, span.end - 1), span };
      case 'int_literal':
      case 'float_literal':
        return { kind: 'number', text: text.slice(span.start, span.end), span };
      case 'nil':
        return { kind: 'null', text: 'nil', span };
      case 'true':
      case 'false':
        return { kind: 'boolean', text: node.type, span };
      default:
        return { kind: 'other', span };
    }
  };

  const unary = (node: Node, span: Span): Value => {
    const sign = text[span.start];
    const operand = node.childForFieldName('operand');
    if (!operand || sign === '!' || sign === '^' || text.startsWith('<-', span.start)) return { kind: 'other', span };
    const inner = value(operand);
    if (sign === '&' || sign === '*') return { ...inner, span };
    return inner.kind === 'number'
      ? { kind: 'number', text: text.slice(span.start, span.end), span }
      : { kind: 'other', span };
  };

  /** Arithmetic on constants stays a number (`5 * time.Second`); strings that are joined stay a string with gaps. */
  const binary = (node: Node, span: Span): Value => {
    const left = node.childForFieldName('left');
    const right = node.childForFieldName('right');
    const operator = node.childForFieldName('operator')?.type ?? '';
    if (!left || !right || !/^[-+*/]$/.test(operator)) return { kind: 'other', span };
    const sides = [value(left), value(right)];
    const strings = sides.filter((side) => side.kind === 'string');
    if (operator === '+' && strings.length > 0) {
      const joined = sides.map((side) => (side.kind === 'string' ? side.text : '${}')).join('');
      return { kind: 'string', text: joined, span };
    }
    const constant = sides.every((side) => side.kind === 'number' || (side.kind === 'path' && isTimeUnit(side.path)));
    return constant ? { kind: 'number', text: text.slice(span.start, span.end), span } : { kind: 'other', span };
  };

  const composite = (node: Node, span: Span): Value => {
    const type = node.childForFieldName('type');
    const body = node.childForFieldName('body');
    if (!type || !body) return { kind: 'other', span };
    if (type.type === 'slice_type' || type.type === 'array_type' || type.type === 'implicit_length_array_type') {
      const element = type.childForFieldName('element');
      return { kind: 'list', items: parts(body).map((item) => element_(item, element)), span };
    }
    const name = typePath(type, text);
    const element = type.type === 'map_type' ? type.childForFieldName('value') : null;
    return { kind: 'object', entries: entries(body, element), ...(name ? { type: name } : {}), span };
  };

  const element_ = (item: Node, type: Node | null): Value => {
    const inner = item.type === 'literal_element' ? parts(item)[0] : item;
    if (inner?.type !== 'literal_value') return inner ? value(inner) : { kind: 'other', span: spanOf(item) };
    const name = type ? typePath(type, text) : undefined;
    return { kind: 'object', entries: entries(inner, null), ...(name ? { type: name } : {}), span: spanOf(inner) };
  };

  const entries = (body: Node, element: Node | null): Argument[] =>
    parts(body).map((entry): Argument => {
      const span = spanOf(entry);
      if (entry.type !== 'keyed_element') return { value: element_(entry, element), span };
      const key = entry.childForFieldName('key');
      const given = entry.childForFieldName('value');
      const name = key ? keyName(key) : undefined;
      const inner: Value = given ? element_(given, element) : { kind: 'other', span };
      return { ...(name === undefined ? {} : { name }), value: inner, span };
    });

  const keyName = (key: Node): string | undefined => {
    const inner = key.type === 'literal_element' ? parts(key)[0] : key;
    if (inner?.type === 'identifier' || inner?.type === 'selector_expression') return textOf(inner, text);
    return inner && /_string_literal$/.test(inner.type) ? textOf(inner, text).slice(1, -1) : undefined;
  };

  const path = (node: Node): Path => {
    switch (node.type) {
      case 'identifier':
      case 'type_identifier':
      case 'field_identifier':
      case 'package_identifier':
      case 'blank_identifier':
        return { names: [textOf(node, text)] };
      case 'qualified_type':
      case 'generic_type':
      case 'pointer_type':
        return typePath(node, text) ?? { names: [''] };
      case 'selector_expression': {
        const operand = node.childForFieldName('operand');
        const name = node.childForFieldName('field');
        const field = name ? textOf(name, text) : '';
        if (!operand) return { names: ['', field] };
        return builder.member(path(operand), field);
      }
      case 'parenthesized_expression': {
        const inner = parts(node)[0];
        return inner ? path(inner) : { names: [''] };
      }
      case 'unary_expression': {
        const operand = node.childForFieldName('operand');
        return operand && /[*&]/.test(text[node.startIndex] ?? '') ? path(operand) : { names: [''] };
      }
      case 'composite_literal': {
        const made = value(node);
        return made.kind === 'object' && made.type ? { literal: made, names: [] } : { names: [''] };
      }
      case 'call_expression':
      case 'type_conversion_expression':
        return isCall(node) ? builder.pathFrom(node.id, []) : { names: [''] };
      case 'index_expression': {
        const operand = node.childForFieldName('operand');
        const index = node.childForFieldName('index');
        if (!operand || !index) return { names: [''] };
        const before = path(operand);
        return isTypeArgument(index, text) ? before : builder.member(before, '[]');
      }
      case 'type_instantiation_expression': {
        const inner = parts(node)[0];
        return inner ? path(inner) : { names: [''] };
      }
      default:
        return { names: [''] };
    }
  };

  const args = (list: Node): Argument[] =>
    parts(list).map((node) => ({
      ...(node.type === 'variadic_argument' ? { spread: true as const } : {}),
      value: value(node),
      span: spanOf(node),
    }));

  return { value, args, path };
}

function isTimeUnit(path: Path): boolean {
  return path.names[0] === 'time' && /^(Nano|Micro|Milli)?second$|^Minute$|^Hour$|^Second$/.test(path.names[1] ?? '');
}

/** `f[T](x)` and `handlers[i](x)` look alike: a type is built in, qualified, or written with a capital. */
function isTypeArgument(index: Node, text: string): boolean {
  if (index.type === 'selector_expression') return /\.[A-Z]\w*$/.test(textOf(index, text));
  if (index.type !== 'identifier') return /_type$/.test(index.type);
  return builtInTypes.test(textOf(index, text)) || /^[A-Z]/.test(textOf(index, text));
}
