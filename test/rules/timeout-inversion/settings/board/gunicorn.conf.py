bind = ":8080"
workers = 4
timeout = 8
