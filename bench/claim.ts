import { cost, median, type Cost, type Program } from './measure.ts';

/** One line of the table. */
export interface Claim {
  readonly claim: string;
  /** What was measured, with its unit or as a ratio. */
  readonly value: string;
  readonly spread: string;
  /** The same ratio of CPU times. */
  readonly cpu: string;
  readonly detail: string;
  readonly target: string;
}

/** A program that is compared, with what must be done before each of its runs. */
export interface Side {
  readonly name: string;
  readonly program: Program;
  before?(): void;
}

/** Runs all sides in turn, round by round, so that what else the machine does hits them alike. */
export async function interleave(sides: readonly Side[], rounds: number): Promise<ReadonlyMap<string, Cost[]>> {
  const costs = new Map<string, Cost[]>(sides.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const { name, program, before } of sides) {
      before?.();
      costs.get(name)?.push(await cost(program));
    }
  }
  return costs;
}

/** The ratio of two sides that ran in the same rounds: the median of the rounds' ratios, with the lowest and the highest. */
export function ratioClaim(
  claim: string,
  costs: ReadonlyMap<string, readonly Cost[]>,
  { of, to, target }: { of: string; to: string; target: string },
): Claim {
  const ours = costs.get(of) ?? [];
  const theirs = costs.get(to) ?? [];
  const ratios = (key: keyof Cost) => ours.map((each, round) => each[key] / (theirs[round]?.[key] ?? Number.NaN));
  const wall = ratios('wall');
  const milliseconds = (all: readonly Cost[]) => Math.round(median(all.map((each) => each.wall)));
  return {
    claim,
    value: ratio(median(wall)),
    spread: `${ratio(Math.min(...wall))}–${ratio(Math.max(...wall))}`,
    cpu: ratio(median(ratios('cpu'))),
    detail: `${of} ${milliseconds(ours)} ms, ${to} ${milliseconds(theirs)} ms`,
    target,
  };
}

/** Two digits that count. */
export function ratio(value: number): string {
  return value >= 10 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toFixed(value >= 0.1 ? 2 : 3);
}

/** The claims as a Markdown table. */
export function table(claims: readonly Claim[]): string {
  const rows = claims.map(({ claim, value, spread, cpu, detail, target }) => [
    claim,
    value,
    spread,
    cpu,
    detail,
    target,
  ]);
  const head = ['claim', 'measured', 'lowest–highest', 'by CPU time', 'detail', 'target'];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
