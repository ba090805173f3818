"""Settings of gunicorn: `gunicorn --config deploy/gunicorn.conf.py assembly.wsgi`.

WEB_CONCURRENCY sets the number of processes. Each takes about 200 MB, PAGE_CACHE_MEGABYTES of it
for pages, and keeps two connections to the database, one of them to hear of changes.
"""

import multiprocessing
import os

bind = os.environ.get("BIND", "unix:/run/assembly/gunicorn.sock")

# Pages are mostly computed, and the threads of a process would share one core. Two processes per
# core keep it busy while one of them waits for the database.
workers = int(os.environ.get("WEB_CONCURRENCY", 2 * multiprocessing.cpu_count()))

# Each process starts by itself, with its own connections and its own thread that hears of changes.
preload_app = False

timeout = 60  # seconds, for the largest uploads
graceful_timeout = 30  # seconds in which requests end when gunicorn is stopped or reloaded
max_requests = 100_000  # a process is replaced after so many, whatever it has leaked
max_requests_jitter = 10_000  # not all at once
control_socket_disable = True  # it would be opened in the home directory
