#!/usr/bin/python3
"""measure.py COMMAND...: runs a command and prints its wall time in ms, its peak memory in MB and its exit code."""
import os
import resource
import subprocess
import sys
import time

start = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=os.environ)
elapsed = time.perf_counter() - start
if done.returncode:
    sys.stderr.write(done.stderr.decode(errors="replace"))
print(f"{elapsed * 1000:.1f} {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.1f} {done.returncode}")
