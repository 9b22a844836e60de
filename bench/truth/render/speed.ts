import path from 'node:path';
import { findKustomizations } from '../../../server/src/rendering/kustomize/find.ts';
import { renderKustomization } from '../../../server/src/rendering/kustomize/render.ts';
import { readYaml } from '../../../server/src/syntax/yaml.ts';
import { openFiles } from './disk-files.ts';

// npx tsx bench/truth/render/speed.ts FOLDER…
// Processor time of building every kustomization that nothing includes, beside that of reading the YAML that they consist of once.

const cpu = (): number => process.cpuUsage().user / 1000;

for (const root of process.argv.slice(2).map((folder) => path.resolve(folder))) {
  const files = openFiles(root);
  const overlays = findKustomizations(files).filter(({ isComponent, isIncluded }) => !isComponent && !isIncluded);
  for (const file of files.under('')) if (/\.ya?ml$/.test(file)) files.text(file);
  const used = new Set<string>();
  let [objects, charts] = [0, 0];
  const start = cpu();
  for (const { folder } of overlays) {
    const rendering = renderKustomization(files, folder);
    objects += rendering.objects.length;
    charts += rendering.reads.filter((file) => file.endsWith('/Chart.yaml') && files.text(file) !== undefined).length;
    for (const file of rendering.reads) if (/\.ya?ml$/.test(file)) used.add(file);
  }
  const built = cpu();
  // Another text than before, so that nothing is known of it.
  for (const file of used) readYaml(`${files.text(file) ?? ''}\n# again\n`);
  const read = cpu();
  const [building, reading] = [Math.round(built - start), Math.round(read - built)];
  console.log(
    `${root}\t${overlays.length} overlays\t${objects} objects\t${charts} charts\tbuilt in ${building} ms\tYAML read in ${reading} ms\t${(building / reading).toFixed(2)}`,
  );
}
