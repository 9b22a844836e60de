import { Worker } from 'bullmq';

const parcels = new Worker('parcels', deliver);
//                  ^^^^^^ shown: parcels.close ends it on the signal

process.on('SIGTERM', async () => {
  await parcels.close();
  process.exit(0);
});
