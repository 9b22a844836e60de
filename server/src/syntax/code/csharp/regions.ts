import type { Span } from '../../../model/span.ts';
import type { RegionKind } from '../outline.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Reading } from './reading.ts';

/** A statement that is a region: a block, or one without brackets. */
export function readRegion(reading: Reading, { kind, opener }: { kind: RegionKind; opener: Span }): void {
  const { tokens, draft, at } = reading;
  const isBlock = tokens.isOpen(at, brackets.curly);
  const region = draft.open({ kind, opener, body: tokens.span(at, isBlock ? tokens.behind(at) : at + 1) });
  if (isBlock) reading.enter.block(reading, at);
  else {
    reading.enter.statement(reading);
    draft.extend(region, { body: tokens.span(at, reading.at) });
  }
  draft.close(region);
}
