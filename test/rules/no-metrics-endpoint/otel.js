import './telemetry.js';
import fastify from 'fastify';

fastify().listen({ port: 8080 });
//        ^^^^^^ cannot tell: it uses ./telemetry.js, which may export metrics
