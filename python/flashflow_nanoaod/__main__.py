import sys

from flashflow_nanoaod.command import main

sys.exit(main(sys.argv[1:]))
