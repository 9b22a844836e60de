graceful_timeout = 45
