import type { Route } from '../../model/code-fact.ts';
import { related, rule, type Located } from '../../model/rule.ts';
import { isAside } from '../vocabulary/aside.ts';
import { serverName, standsForService } from '../vocabulary/metrics/monitored.ts';
import { say } from '../../words/say.ts';

export const noMetricsEndpoint = rule({
  severity: 'information',
  harm: 'repair',
  scope: 'project',
  since: '0.2.0',
  fix: 'none',
  reads: ['server', 'route'],
  check(server, context) {
    // One server stands for its service.
    if (isAside(context.file) || !standsForService(server, context)) return;
    const own = [...context.inService('metrics-export'), ...context.inService('metric')];
    const sure = own.find(({ fact }) => fact.kind === 'metric' || fact.how !== 'unknown');
    if (sure) {
      const what =
        sure.fact.kind === 'metric'
          ? say('no-metrics-endpoint.it-registers', { name: sure.fact.name })
          : sure.fact.because;
      return context.shown(server.span, say('joint.because', { message: serverName(server), because: what }), {
        related: [related(sure, what)],
      });
    }
    const isScraped = ({ fact }: Located<Route>) => /(^|\/)(metrics|prometheus)\/?$/.test(fact.path);
    const scraped = context.inService('route').find(isScraped) ?? context.withShared('route').find(isScraped);
    // Code that is of nobody may be that of another program.
    if (scraped && !context.inService('route').includes(scraped)) {
      const evidence = { related: [related(scraped, say('no-metrics-endpoint.the-route'))] };
      const message = say('no-metrics-endpoint.could-not-determine-whether-this', { path: scraped.fact.path });
      return context.cannotTell(server.span, message, say('no-metrics-endpoint.does-this-program-serve-it'), evidence);
    }
    if (scraped) {
      return context.shown(server.span, say('no-metrics-endpoint.it-serves', { path: scraped.fact.path }), {
        related: [related(scraped, say('no-metrics-endpoint.the-route'))],
      });
    }
    const shared = [...context.withShared('metrics-export'), ...context.withShared('metric')][0] ?? own[0];
    const agent = context
      .inWorkspace('metrics-export')
      .find(({ fact }) => fact.how === 'agent' && fact.workload === undefined);
    const unclear = shared ?? agent;
    if (unclear) {
      const because =
        unclear.fact.kind === 'metric' ? say('no-metrics-endpoint.code-that-may-be-shared') : unclear.fact.because;
      const evidence = { related: [related(unclear, because)] };
      const message = say('no-metrics-endpoint.could-not-determine-whether-exports', {
        serverName: serverName(server),
        because,
      });
      return context.cannotTell(
        server.span,
        message,
        say('no-metrics-endpoint.which-metrics-does-it-export'),
        evidence,
      );
    }
    const module = context.inWorkspace('library').find(({ fact }) => exporting.test(fact.name));
    if (module) {
      const evidence = {
        related: [related(module, say('no-metrics-endpoint.is-listed-here', { name: module.fact.name }))],
      };
      const message = say('no-metrics-endpoint.could-not-determine-whether-exports-metrics', {
        serverName: serverName(server),
        name: module.fact.name,
      });
      return context.cannotTell(
        server.span,
        message,
        say('no-metrics-endpoint.does-this-program-include-that'),
        evidence,
      );
    }
    context.violated(
      server.span,
      say('no-metrics-endpoint.serves-requests-but-exports-no', { serverName: serverName(server) }),
    );
  },
});

/** What exports metrics by being there: modules of one build hand it on to each other. */
const exporting =
  /micrometer-registry-(prometheus|otlp|datadog|statsd|cloudwatch)|quarkus-micrometer|simpleclient_(spring_boot|hotspot)/;
