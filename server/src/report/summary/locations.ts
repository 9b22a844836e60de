/** How many different lines these are: two findings at one line are one location, wherever locations are counted. */
export function countLocations(
  places: readonly { readonly place: { readonly file: string; readonly line: number } }[],
): number {
  return new Set(places.map(({ place: { file, line } }) => `${file}:${line}`)).size;
}
