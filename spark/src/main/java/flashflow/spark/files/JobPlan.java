package flashflow.spark.files;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a job makes, which a folder of output remembers: only the same goes on there.
 *
 * @param model its hash
 * @param seed of the noise
 * @param folds of each row
 * @param format of the files
 * @param rangeRows rows of context of a file of output
 * @param carried columns that go along
 * @param dropping whether rows of context that hold NaN or infinity are left out
 * @param inputs files that are read
 * @param unreadable a sentence of each file that is left out
 */
record JobPlan(
        String model,
        long seed,
        int folds,
        FileFormat format,
        long rangeRows,
        List<String> carried,
        boolean dropping,
        List<InputFile> inputs,
        List<String> unreadable)
        implements Serializable {
    List<FileRange> ranges() {
        return FileRange.all(inputs, rangeRows);
    }

    long events() {
        return inputs.stream().mapToLong(InputFile::rows).sum();
    }

    /** The first thing in which another job differs, in the middle of a sentence. */
    Optional<String> difference(JobPlan other) {
        if (!model.equals(other.model)) {
            return Optional.of("the model " + model + ", not " + other.model);
        }
        if (seed != other.seed || folds != other.folds) {
            return Optional.of("seed " + seed + " and " + folds + " folds, not " + other.seed + " and " + other.folds);
        }
        if (format != other.format || rangeRows != other.rangeRows || !carried.equals(other.carried)) {
            return Optional.of(format + " files of " + rangeRows + " rows that carry " + carried + ", not "
                    + other.format + ", " + other.rangeRows + " and " + other.carried);
        }
        if (dropping != other.dropping) {
            return Optional.of(
                    "rows with NaN that are " + (dropping ? "left out, not refused" : "refused, not left out"));
        }
        return Objects.equals(inputs, other.inputs) ? Optional.empty() : Optional.of(otherInputs(other));
    }

    private String otherInputs(JobPlan other) {
        if (inputs.size() != other.inputs.size()) {
            return inputs.size() + " files of context, not " + other.inputs.size();
        }
        int i = 0;
        while (inputs.get(i).equals(other.inputs.get(i))) {
            i++;
        }
        String mine = inputs.get(i).path();
        String others = other.inputs.get(i).path();
        return mine.equals(others)
                ? "the file " + mine + " as it was, which has changed"
                : "the file " + mine + ", not " + others;
    }
}
