import { DockerfileParser } from 'dockerfile-ast';
import type { Instruction } from 'dockerfile-ast';
import type { Text } from '../model/observation.ts';
import type { Span } from '../model/span.ts';

/** One instruction, without its flags; continued lines are joined and the comments between them gone. */
export interface DockerInstruction {
  /** In capitals. */
  readonly keyword: string;
  readonly keywordSpan: Span;
  /** What follows, with its place in the text; empty where nothing does. */
  readonly argument: Text;
  /** The strings of an argument that is a JSON list, as Docker asks for it: in double quotes. */
  readonly list?: readonly string[];
  /** The value of `--from`. */
  readonly from?: Text;
}

/** A build stage. */
export interface DockerStage {
  readonly name?: string;
  /** The image as written, or the name of an earlier stage; empty where FROM is missing. */
  readonly base: Text;
  readonly instructions: readonly DockerInstruction[];
}

export interface DockerfileText {
  /** `ARG` before the first stage: name and default, absent where there is none. */
  readonly args: ReadonlyMap<string, string | undefined>;
  readonly stages: readonly DockerStage[];
}

/** Stages and instructions of a Dockerfile; what cannot be read is left out. */
export function readDockerfile(text: string): DockerfileText {
  // To Docker a carriage return alone is a space; to the parser it would be the end of a line.
  const dockerfile = DockerfileParser.parse(withShortHead(text).replace(/\r(?!\n)/g, ' '));
  const escape = dockerfile.getEscapeCharacter();
  const offsets = lineStarts(text);
  const args = new Map<string, string | undefined>();
  const stages: { name?: string; base: Text; instructions: DockerInstruction[] }[] = [];
  for (const node of dockerfile.getInstructions()) {
    const instruction = convert(node, { text, offsets, escape });
    const stage = stages.at(-1);
    if (instruction.keyword === 'FROM') {
      const [image, as, name] = instruction.argument.text.split(/\s+/);
      if (!image) continue;
      // A name that goes over several lines is written longer or shorter than it is.
      const { start, end } = instruction.argument.span;
      const base = { text: image, span: { start, end: Math.min(start + image.length, end) } };
      const isNamed = as?.toUpperCase() === 'AS' && name !== undefined;
      stages.push({ base, instructions: [], ...(isNamed ? { name: name.toLowerCase() } : {}) });
    } else if (stage) stage.instructions.push(instruction);
    else if (instruction.keyword === 'ENTRYPOINT' || instruction.keyword === 'CMD') {
      // A fragment, as stands in documentation and in what a tool puts together: its base is nowhere to be seen.
      const { start } = instruction.keywordSpan;
      stages.push({ base: { text: '', span: { start, end: start } }, instructions: [instruction] });
    } else if (instruction.keyword === 'ARG') {
      for (const [, key = '', , value] of instruction.argument.text.matchAll(/([\w-]+)(=("[^"]*"|'[^']*'|\S*))?/g))
        args.set(key, value?.replace(/^(["'])(.*)\1$/, '$2'));
    }
  }
  return { args, stages };
}

/** A directive is no longer; from each `#` of a first line the parser looks through all of it. */
const maxDirective = 200;

/** The text with what a comment in the first line says beyond a directive's length blanked, every offset kept. */
function withShortHead(text: string): string {
  const end = text.search(/[\r\n]|$/);
  if (end <= maxDirective || !/^[\uFEFF \t]*#/.test(text)) return text;
  return text.slice(0, maxDirective).padEnd(end) + text.slice(end);
}

interface Reading {
  readonly text: string;
  readonly offsets: readonly number[];
  readonly escape: string;
}

interface Range {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

function convert(node: Instruction, { text, offsets, escape }: Reading): DockerInstruction {
  const spanOf = ({ start, end }: Range): Span => ({
    start: (offsets[start.line] ?? text.length) + start.character,
    end: (offsets[end.line] ?? text.length) + end.character,
  });
  const keywordSpan = spanOf(node.getInstructionRange());
  const range = node.getArgumentsRange();
  const span = range ? spanOf(range) : { start: keywordSpan.end, end: keywordSpan.end };
  const argument = { text: joined(text.slice(span.start, span.end), escape), span };
  const list = listOf(argument.text);
  const flag = 'getFromFlag' in node ? (node as FromFlagged).getFromFlag() : null;
  const value = flag?.getValue();
  const valueRange = flag?.getValueRange();
  return {
    keyword: node.getKeyword().replace(/^\ufeff/, ''),
    keywordSpan,
    argument,
    ...(list ? { list } : {}),
    ...(value && valueRange ? { from: { text: value, span: spanOf(valueRange) } } : {}),
  };
}

interface FromFlagged {
  getFromFlag(): { getValue(): string | null; getValueRange(): Range | null } | null;
}

/** The lines that a continued instruction goes over, as Docker joins them. */
function joined(written: string, escape: string): string {
  if (!written.includes('\n')) return written.trim();
  const lines = written.split(/\r?\n/).filter((line, index) => index === 0 || !/^\s*(#|$)/.test(line));
  return lines
    .map((line) => (line.trimEnd().endsWith(escape) ? line.trimEnd().slice(0, -1) : line))
    .join('')
    .trim();
}

function listOf(argument: string): string[] | undefined {
  if (!argument.startsWith('[')) return undefined;
  try {
    const list: unknown = JSON.parse(argument);
    return Array.isArray(list) && list.every((item) => typeof item === 'string') ? list : undefined;
  } catch {
    return undefined;
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
