import { architecture } from './english/architecture.ts';
import { artefacts } from './english/artefacts.ts';
import { capacity } from './english/capacity.ts';
import { change } from './english/change.ts';
import { code } from './english/code.ts';
import { deadlines } from './english/deadlines.ts';
import { editor } from './english/editor.ts';
import { emergency } from './english/emergency.ts';
import { joints } from './english/joints.ts';
import { monitoring } from './english/monitoring.ts';
import { performance } from './english/performance.ts';
import { production } from './english/production.ts';
import { stopping } from './english/stopping.ts';
import { telemetry } from './english/telemetry.ts';

/** All messages in English, by id. */
export const english = {
  ...architecture,
  ...joints,
  ...editor,
  ...capacity,
  ...change,
  ...emergency,
  ...monitoring,
  ...performance,
  ...stopping,
  ...deadlines,
  ...telemetry,
  ...code,
  ...artefacts,
  ...production,
};
