import type { System } from './system.ts';

/** Nodes with their kinds, and edges by the numbers of nodes. */
export interface Chart {
  readonly nodes: readonly { readonly name: string; readonly kind: string }[];
  readonly edges: readonly { readonly from: number; readonly to: number }[];
}

/** A Mermaid flow chart; the kind of a node is its shape. */
export function mermaidChart({ nodes, edges }: Chart): string {
  const shapes: Readonly<Record<string, readonly [string, string]>> = {
    service: ['[', ']'],
    datastore: ['[(', ')]'],
    queue: ['[[', ']]'],
    'third-party': ['([', '])'],
  };
  const escaped = (name: string) => name.replace(/["\\<>#&;]/g, (sign) => `#${sign.charCodeAt(0)};`);
  return [
    'flowchart LR',
    ...nodes.map(({ name, kind }, at) => {
      const [open, close] = shapes[kind] ?? ['>', ']'];
      return `  n${at}${open}"${escaped(name)}"${close}`;
    }),
    ...edges.map(({ from, to }) => `  n${from} --> n${to}`),
    '',
  ].join('\n');
}

/** The same for Graphviz. */
export function dotGraph({ nodes, edges }: Chart): string {
  const shapes: Readonly<Record<string, string>> = {
    service: 'box',
    datastore: 'cylinder',
    queue: 'cds',
    'third-party': 'ellipse',
  };
  return [
    'digraph production {',
    '  rankdir=LR;',
    ...nodes.map(
      ({ name, kind }, at) => `  n${at} [label=${JSON.stringify(name)}, shape=${shapes[kind] ?? 'plaintext'}];`,
    ),
    ...edges.map(({ from, to }) => `  n${from} -> n${to};`),
    '}',
    '',
  ].join('\n');
}

/** A system as a Mermaid flow chart. */
export function systemMermaid(system: System): string {
  return mermaidChart(chartOf(system));
}

/** A system for Graphviz. */
export function systemDot(system: System): string {
  return dotGraph(chartOf(system));
}

function chartOf({ nodes, edges }: System): Chart {
  const numbers = new Map(nodes.map(({ name }, at) => [name, at]));
  return {
    nodes,
    edges: edges.flatMap(({ from, to }) => {
      const [a, b] = [numbers.get(from), numbers.get(to)];
      return a === undefined || b === undefined ? [] : [{ from: a, to: b }];
    }),
  };
}
