"""Reading English articles: who said what, and where each actor stands.

The networks' matrices are small: a second thread in their products waits more than it works, and where two
processes read side by side the threads of both wait for one another. So each process uses one, unless the
environment says otherwise; it is said here because it counts only until numpy is loaded.
"""

import os

for _library in ("OPENBLAS", "OMP", "MKL", "BLIS"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")
os.environ.setdefault("VECLIB_MAXIMUM_THREADS", "1")
