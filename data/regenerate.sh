#!/bin/sh
# Writes the sample files of this folder again, bit for bit. Run from anywhere; needs JDK 17 and Maven.
set -eu
cd "$(dirname "$0")/.."
mvn -q -B -pl lib compile dependency:build-classpath -Dmdep.includeScope=runtime -Dmdep.outputFile=target/classpath.txt
toy() {
    java -cp "lib/target/classes:$(cat lib/target/classpath.txt)" flashflow.toy.ToyFiles "$@"
}
toy jets --rows 20000 --seed 1 --out data/jets-train.h5
toy jets --rows 5000 --seed 2 --out data/jets-valid.h5
toy jets --rows 2000 --seed 2 --out data/jets-raw.h5 --raw
for file in 0 1 2 3; do
    toy muons --rows 3000 --seed 1$file --out data/muons-train-$file.h5
done
toy muons --rows 3000 --seed 2 --out data/muons-valid.h5
toy muons --rows 1000 --seed 2 --out data/muons-raw.h5 --raw
