import { parseArgs } from 'node:util';
import { openCampaign } from './campaign.ts';
import { chanceOf } from './chance.ts';

// npm run torture:disk -- --rounds N --seed S: kills, power cuts, full and read-only disks and locks over what people write.
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '2000' }, seed: { type: 'string', default: '1' } },
});
const rounds = Number(values.rounds);
const campaign = openCampaign(chanceOf(Number(values.seed)));
const begun = performance.now();
let faults = 0;
for (let round = 1; round <= rounds; round++) {
  const wrong = await campaign.round();
  faults += wrong.length;
  for (const each of wrong) console.log(`round ${round}: ${each}`);
  if (round % 100 === 0)
    console.log(`${round} rounds, ${faults} faults, ${((performance.now() - begun) / 1000).toFixed(0)} s`);
}
campaign.end();
for (const [name, { rounds: count, skipped, faults: own }] of campaign.totals)
  console.log(
    `${name}: ${count} rounds, ${own} faults${skipped > 0 ? `, ${skipped} not possible on this machine` : ''}`,
  );
console.log(`${rounds} rounds with seed ${values.seed}: ${faults === 0 ? 'nothing was lost' : `${faults} faults`}`);
process.exit(faults === 0 ? 0 : 1);
