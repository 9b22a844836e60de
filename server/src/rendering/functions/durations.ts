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

const seconds: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, µs: 1e-6, ns: 1e-9 };
const units: readonly (readonly [number, string])[] = [
  [365 * 86400, 'y'],
  [30 * 86400, 'mo'],
  [86400, 'd'],
  [3600, 'h'],
  [60, 'm'],
  [1, 's'],
];

/** The seconds of a Go duration such as `1h30m`; zero where it is none. */
function durationOf(text: string): number {
  if (!/^[-+]?((\d+\.?\d*|\.\d+)(h|ms|us|µs|ns|m|s))+$/.test(text)) return 0;
  const parts = [...text.matchAll(/(\d+\.?\d*|\.\d+)(h|ms|us|µs|ns|m|s)/g)];
  return parts.reduce((sum, [, count = '0', unit = 's']) => sum + Number(count) * (seconds[unit] ?? 0), 0);
}

/** Functions of durations that do not depend on the time. */
export const durations: FunctionTable = {
  durationRound: {
    params: ['any'],
    call: (args) => {
      const value = anyArg(args, 0);
      const isNumber = value.type === 'int' && value.bits === 64;
      const size = value.type === 'string' ? durationOf(value.text) : isNumber ? Math.abs(value.value) / 1e9 : 0;
      const unit = units.find(([length]) => size > length);
      return str(unit ? `${Math.floor(size / unit[0])}${unit[1]}` : '0s');
    },
  },
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
