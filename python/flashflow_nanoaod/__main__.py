from flashflow_nanoaod.command import script

script()
