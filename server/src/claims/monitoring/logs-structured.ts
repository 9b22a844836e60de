import type { ClaimReader } from '../../model/claim.ts';
import type { Located } from '../../model/rule.ts';
import type { TelemetrySetup } from '../../model/telemetry-fact.ts';
import { cannotTell, listed, shown, violated } from '../readings.ts';
import { heldIn, setupsOf } from './setups.ts';

const ask = 'Which format do its log lines have in production?';
/** Libraries that switch the logs of a framework to JSON as soon as they are there. */
const byLibrary = /^io\.quarkus:quarkus-logging-json$/;

/** Log lines are JSON, or key=value pairs. */
export const logsStructured: ClaimReader = {
  id: 'logs-structured',
  looks:
    'How its loggers are set up: their format, encoder or handler in code and in the configuration of Logback, Log4j and Spring Boot.',
  read(view) {
    const setups = setupsOf(view, 'logs').filter(({ fact }) => heldIn(view, fact) !== 'fails');
    const on = setups.filter(({ fact }) => fact.state === 'on');
    const off = setups.filter(({ fact }) => fact.state === 'off');
    const [first] = setups;
    const places = setups.map(placeOf);
    const library = view.own('library').find(({ fact }) => byLibrary.test(fact.name));
    if (!first && library)
      return shown(`${library.fact.name} writes JSON`, [
        { file: library.file, span: library.fact.span, message: 'It writes JSON' },
      ]);
    if (!first) return cannotTell('No logger with a known format is set up', ask);
    if (on.length > 0 && off.length > 0)
      return cannotTell('Some of its loggers write plain text', 'Which of its loggers runs in production?', places);
    if (on.some(({ fact }) => /^(always|holds)$/.test(heldIn(view, fact))) && on.length === setups.length)
      return shown(`${listed(on.map(({ fact }) => `${fact.by}: ${fact.because}`))}`, on.map(placeOf));
    // An agent of OpenTelemetry takes the log records of the library, and sends them with their fields.
    const agent = setupsOf(view, 'traces').find(({ fact }) =>
      /OpenTelemetry.* agent|opentelemetry-instrument/.test(fact.by),
    );
    if (agent && off.length > 0)
      return cannotTell(`Its console has plain text, and ${agent.fact.by} may export its logs`, ask, [
        ...places,
        placeOf(agent),
      ]);
    if (off.length === setups.length && off.some(({ fact }) => heldIn(view, fact) === 'always'))
      return violated(`${off[0]?.fact.by ?? ''}: ${off[0]?.fact.because ?? ''}`, off.map(placeOf));
    return cannotTell(
      `${first.fact.by}: ${setups.find(({ fact }) => fact.state === 'unknown')?.fact.because ?? 'a condition decides its format'}`,
      ask,
      places,
    );
  },
};

function placeOf({ file, fact }: Located<TelemetrySetup>) {
  return { file, span: fact.span, message: `${fact.by}: ${fact.because}` };
}
