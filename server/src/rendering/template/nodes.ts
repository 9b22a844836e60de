import type { Place, Span } from '../../model/span.ts';

/** The parts of a template in the order of its text; spans are offsets in the text of the template. */
export type Block = readonly Node[];

export type Node = TextNode | ActionNode | BranchNode | RangeNode | CallNode | JumpNode;

export interface TextNode {
  readonly type: 'text';
  /** After trim markers are applied. */
  readonly text: string;
  readonly span: Span;
}
export interface ActionNode {
  readonly type: 'action';
  readonly pipe: Pipe;
  /** With its braces. */
  readonly span: Span;
}
export interface BranchNode {
  readonly type: 'if' | 'with';
  readonly pipe: Pipe;
  readonly body: Block;
  readonly otherwise: Block;
  /** From its first brace to those of its `end`. */
  readonly span: Span;
}
export interface RangeNode {
  readonly type: 'range';
  readonly pipe: Pipe;
  readonly body: Block;
  readonly otherwise: Block;
  readonly span: Span;
}
/** `template` and the use of a `block`. */
export interface CallNode {
  readonly type: 'template';
  readonly name: string;
  /** Without its quotes. */
  readonly nameSpan: Span;
  readonly pipe?: Pipe;
  readonly span: Span;
}
export interface JumpNode {
  readonly type: 'break' | 'continue';
  readonly span: Span;
}

export interface Pipe {
  /** Names of variables with their `$`. */
  readonly variables: readonly string[];
  /** `=` instead of `:=`. */
  readonly assigns: boolean;
  readonly commands: readonly Command[];
  readonly span: Span;
}
export interface Command {
  readonly args: readonly Operand[];
  readonly span: Span;
}

export type Operand =
  | { readonly type: 'dot'; readonly span: Span }
  | { readonly type: 'nil'; readonly span: Span }
  | { readonly type: 'bool'; readonly value: boolean; readonly span: Span }
  | NumberOperand
  | { readonly type: 'string'; readonly text: string; readonly span: Span }
  | { readonly type: 'field'; readonly fields: readonly Field[]; readonly span: Span }
  | { readonly type: 'variable'; readonly name: string; readonly fields: readonly Field[]; readonly span: Span }
  | { readonly type: 'chain'; readonly of: Operand; readonly fields: readonly Field[]; readonly span: Span }
  | { readonly type: 'function'; readonly name: string; readonly span: Span }
  | { readonly type: 'pipe'; readonly pipe: Pipe; readonly span: Span };

export interface NumberOperand {
  readonly type: 'number';
  readonly written: string;
  /** Set where it can be a Go integer. */
  readonly int?: number;
  /** Set where it can be a Go float. */
  readonly float?: number;
  readonly span: Span;
}

/** A name after a point; its span is without the point. */
export interface Field {
  readonly name: string;
  readonly span: Span;
}

/** A `define`, a `block`, or the file itself. */
export interface Definition {
  readonly name: string;
  readonly body: Block;
  /** Of the name where it is written; of the whole file for its own body. */
  readonly nameSpan: Span;
  readonly span: Span;
}

/** A part of a template that is not run, as values decide. */
export interface LeftOut {
  readonly body: Block;
  /** Named templates as the part sees them. */
  readonly find: (name: string) => Block | undefined;
  /** Where the values that its condition asked for come from. */
  readonly asked: readonly Place[];
}

/** Whether a body prints nothing: Go does not let such a definition replace another. */
export function isEmpty(body: Block): boolean {
  return body.every((node) => node.type === 'text' && node.text.trim() === '');
}
