/** How many times a property is tried: the same ones in each run of the suite, and others with `PRR_RUNS`. */
export function campaign(runs: number): { readonly numRuns: number; readonly seed?: number } {
  const wanted = process.env['PRR_RUNS'];
  return wanted === undefined ? { numRuns: runs, seed: 20_261_130 } : { numRuns: Number(wanted) };
}
