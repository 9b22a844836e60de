/** Words of which one is in every text that declares retries. */
export const retryWords =
  'axios-retry|p-retry|async-retry|["\'](?:got|ky)["\']|tenacity|\\bbackoff\\b|max_retries|\\bRetry\\(|springframework\\.(?:retry|resilience)|go-retryablehttp|avast/retry-go|maxAttempts';
