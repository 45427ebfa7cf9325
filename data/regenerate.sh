#!/bin/sh
# Writes the sample files of this folder again, bit for bit. Run from anywhere; needs JDK 17 and Maven.
# Environment: ROWS     that many rows in each file instead of its own number
#              FOLDER   where the files go, default data
#              FLASHFLOW_PYTHON   a Python with h5py, pandas and PyTables, for kinds.h5, which stays as it is
#                       without; it differs in the times that PyTables writes
set -eu
cd "$(dirname "$0")/.."
folder=${FOLDER:-data}
mvn -q -B -pl lib compile dependency:build-classpath -Dmdep.includeScope=runtime -Dmdep.outputFile=target/classpath.txt
toy() { # KIND NAME ROWS SEED [OPTION]
    kind=$1 name=$2 rows=${ROWS:-$3} seed=$4
    shift 4
    java -cp "lib/target/classes:$(cat lib/target/classpath.txt)" flashflow.toy.ToyFiles "$kind" --rows "$rows" --seed "$seed" \
        --out "$folder/$name.h5" "$@"
}
toy jets jets-train 20000 1
toy jets jets-valid 5000 2
toy jets jets-raw 2000 2 --raw
for file in 0 1 2 3; do
    toy muons muons-train-$file 3000 1$file
done
toy muons muons-valid 3000 2
toy muons muons-raw 1000 2 --raw
if [ -n "${FLASHFLOW_PYTHON:-}" ]; then
    "$FLASHFLOW_PYTHON" lib/src/test/python/make_kinds.py "$folder/jets-raw.h5" "$folder/kinds.h5"
fi
