import fastify from 'fastify';

export const open = fastify({ logger: true });
//                  ^^^^^^^ violated: Fastify sets requestTimeout to 0
export const idle = fastify({ connectionTimeout: 30_000 });
//                  ^^^^^^^ cannot tell
export const bounded = fastify({ requestTimeout: 20_000 });
//                     ^^^^^^^ shown
export const off = fastify({ requestTimeout: 0 });
//                 ^^^^^^^ violated
