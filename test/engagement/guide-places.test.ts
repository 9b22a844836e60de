import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { partIds } from '../../server/src/model/engagement.ts';
import { root } from '../analyse.ts';
import { engaged } from './engaged.ts';

const folder = path.join(root, 'examples/shakespeare');
const files = Object.fromEntries(
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => path.join(each.parentPath, each.name))
    .filter((each) => !each.includes('node_modules'))
    .map((each) => [path.relative(folder, each).split(path.sep).join('/'), readFileSync(each, 'utf8')]),
);
/** Everything under a key `guide`. */
function placesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(placesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    key === 'guide' && typeof each === 'string' ? [each] : placesIn(each),
  );
}

describe('places of the Guide in an engagement', () => {
  it('are all there, for each part of the example', async () => {
    const { part, review } = await engaged(files, 'shakespeare');
    for (const service of ['frontend', 'search', 'quotes', 'indexer'])
      for (const id of partIds) {
        const places = placesIn(await part(service, id));
        assert.ok(places.length > 0, id);
        assert.deepEqual(
          places.filter((each) => !review.guide.resolves(each)),
          [],
          `${id} of ${service}`,
        );
      }
  });
});
