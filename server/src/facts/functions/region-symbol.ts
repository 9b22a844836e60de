import type { Region } from '../../syntax/code/outline.ts';
import type { ResolvedCode } from '../code/resolved.ts';

/** How others name a function of the file. */
export function symbolOfRegion(region: number, { outline: { regions } }: Pick<ResolvedCode, 'outline'>): string {
  const { name = '', parent = 0, expression, receiver } = regions[region] ?? ({} as Partial<Region>);
  const owner = receiver ? receiver.type?.replace(/^[*\s]+|\[.*$/g, '') : undefined;
  if (owner !== undefined) return `#${owner}{}.${name}`;
  const around = regions[parent];
  if (around?.kind === 'class' && name !== '') return `#${around.name ?? ''}{}.${name}`;
  return name === '' || parent !== 0 || expression ? `#@${region}` : `#${name}`;
}
