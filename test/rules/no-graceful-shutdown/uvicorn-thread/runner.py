from threading import Thread

from status import serve_status

if __name__ == "__main__":
    Thread(target=serve_status, daemon=True).start()
