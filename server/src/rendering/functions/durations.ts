import { str } from '../values/make.ts';
import { fail } from '../values/failure.ts';
import { toInteger } from './conversion.ts';
import { strval } from './printing.ts';
import { anyArg } from './signature.ts';
import type { FunctionTable } from './signature.ts';

/** Seconds as Go prints a duration: `1h2m3s`. */
function goDuration(seconds: number): string {
  const size = Math.abs(seconds);
  const hours = Math.floor(size / 3600);
  const minutes = Math.floor((size % 3600) / 60);
  const written = `${hours > 0 ? `${hours}h` : ''}${hours > 0 || minutes > 0 ? `${minutes}m` : ''}${size % 60}s`;
  return seconds < 0 ? `-${written}` : written;
}

/** Functions of durations that do not depend on the time. */
export const durations: FunctionTable = {
  duration: {
    params: ['any'],
    call: (args, { budget }) => {
      const value = anyArg(args, 0);
      if (value.type !== 'string' && (value.type !== 'int' || value.bits !== 64)) return str('0s');
      const seconds =
        value.type === 'int' ? value.value : toInteger({ type: 'string', text: strval(value, budget).text });
      return str(goDuration(seconds ?? fail('error calling duration: value out of range')));
    },
  },
};
