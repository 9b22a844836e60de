import path from 'node:path';
import { root } from '../test/analyse.ts';
import { connect, type Session } from '../test/server/connect.ts';
import { ratio, type Claim } from './claim.ts';
import { longDocuments, type LongDocument } from './documents.ts';
import { median, percentile } from './measure.ts';

const strokes = 120;
/** After so many keystrokes the whole text is read once, in a document that the server has not seen. */
const strokesPerReading = 6;

/** From a keystroke to the answer with diagnostics, in the real server over standard input and output, with a workspace of these files open. */
export async function keystrokes(server: string, files: Readonly<Record<string, string>>): Promise<Claim[]> {
  const claims: Claim[] = [];
  const session = await connect(files, { command: [path.relative(root, server), '--stdio'] });
  try {
    await session.ready();
    for (const document of longDocuments) claims.push(await measure(session, document));
  } finally {
    await session.close();
  }
  return claims;
}

async function measure(session: Session, { name, extension, text }: LongDocument): Promise<Claim> {
  const file = `long.${extension}`;
  const lines = text('').split('\n');
  session.open(file, lines.join('\n'));
  const first = await diagnostics(session, file);
  const stroke: number[] = [];
  const whole: number[] = [];
  for (let number = 0; number < strokes; number++) {
    // Everywhere in the text, at the end of a line that is no key of YAML: typed, then taken back.
    const line = (number * 197) % (lines.length - 1);
    const character = lines[line]?.length ?? 0;
    const typed = number % 2 === 0;
    const before = typed ? line : ((number - 1) * 197) % (lines.length - 1);
    const at = typed ? character : (lines[before]?.length ?? 0);
    const range = {
      start: { line: before, character: at },
      end: { line: before, character: typed ? at : at + 1 },
    };
    const started = performance.now();
    void session.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: session.uri(file), version: number + 2 },
      contentChanges: [{ range, text: typed ? 'x' : '' }],
    });
    await diagnostics(session, file);
    stroke.push(performance.now() - started);
    if (number % strokesPerReading > 0) continue;
    const fresh = `fresh-${number}.${extension}`;
    const opened = performance.now();
    session.open(fresh, text(`x${number}`));
    await diagnostics(session, fresh);
    whole.push(performance.now() - opened);
    void session.connection.sendNotification('textDocument/didClose', { textDocument: { uri: session.uri(fresh) } });
  }
  const milliseconds = (value: number) => value.toFixed(1);
  return {
    claim: `keystroke to diagnostics / reading the whole file: ${name}`,
    value: ratio(median(stroke) / median(whole)),
    spread: '',
    cpu: '',
    detail: `p50 ${milliseconds(median(stroke))} ms, p95 ${milliseconds(percentile(stroke, 0.95))} ms, whole ${milliseconds(median(whole))} ms, ${first} diagnostics`,
    target: 'p95 ≤ 30 ms, then ≤ 3 ms',
  };
}

async function diagnostics(session: Session, file: string): Promise<number> {
  const report = await session.connection.sendRequest<{ items: readonly unknown[] }>('textDocument/diagnostic', {
    textDocument: { uri: session.uri(file) },
  });
  return report.items.length;
}
