import type { Exit, Outline } from '../../../syntax/code/outline.ts';

/** The returns of each function, those of functions within it left out. */
export function returnsByFunction({ exits }: Outline, functionAround: (region: number) => number): Map<number, Exit[]> {
  const byFunction = new Map<number, Exit[]>();
  for (const exit of exits) {
    if (exit.kind !== 'return') continue;
    const region = functionAround(exit.region);
    const own = byFunction.get(region);
    if (own) own.push(exit);
    else byFunction.set(region, [exit]);
  }
  return byFunction;
}
