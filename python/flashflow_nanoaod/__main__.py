import os
import sys

from flashflow_nanoaod.command import main

status = main(sys.argv[1:])
if status:
    os._exit(status)  # HDF5 would try once more to write what did not fit
