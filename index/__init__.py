"""Everything that Sayso knows about articles; imports nothing of the explorer and prints nothing.

Its matrices are small: a second thread in their products waits more than it works, and where two processes work
side by side the threads of both wait for one another. So each process uses one, in reading and in learning, unless
the environment says otherwise; it is said here because it counts only until numpy is loaded.
"""

import os

for _library in ("OPENBLAS", "OMP", "MKL", "BLIS"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")
os.environ.setdefault("VECLIB_MAXIMUM_THREADS", "1")
