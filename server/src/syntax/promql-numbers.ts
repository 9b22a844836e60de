import type { SyntaxNode } from '@lezer/common';
import { secondsOf } from '../model/duration.ts';

/** The value of an expression of numbers alone: `(14.4 * 0.001)`, `1 - 0.999`; undefined where something is selected or called. */
export function constantOf(node: SyntaxNode, text: string): number | undefined {
  const written = text.slice(node.from, node.to);
  switch (node.name) {
    case 'NumberDurationLiteral':
      return numberOf(written);
    case 'ParenExpr': {
      const inner = node.firstChild;
      return inner ? constantOf(inner, text) : undefined;
    }
    case 'UnaryExpr': {
      const value = node.lastChild ? constantOf(node.lastChild, text) : undefined;
      return value !== undefined && written.startsWith('-') ? -value : value;
    }
    case 'BinaryExpr': {
      const [left, right] = [node.firstChild, node.lastChild];
      const [a, b] = [left && constantOf(left, text), right && constantOf(right, text)];
      if (a === undefined || b === undefined || a === null || b === null) return undefined;
      return calculated(node, a, b);
    }
    default:
      return undefined;
  }
}

function calculated(node: SyntaxNode, a: number, b: number): number | undefined {
  if (node.getChild('Mul')) return a * b;
  if (node.getChild('Div')) return a / b;
  if (node.getChild('Add')) return a + b;
  if (node.getChild('Sub')) return a - b;
  if (node.getChild('Pow')) return a ** b;
  return undefined;
}

function numberOf(written: string): number | undefined {
  const plain = written.replaceAll('_', '');
  const value = Number(plain);
  if (!Number.isNaN(value) && plain !== '') return value;
  return secondsOf(plain.replace(/^[+-]/, ''));
}
