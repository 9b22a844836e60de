/** A pattern that matches each text which names a library of rate limits. */
export const rateLimiterWords = String.raw`rate-?limit|RateLimiter|httprate|tollbooth|middleware/limiter|flask_limiter|slowapi`;
