package flashflow.spark.files;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Consecutive rows of a file of context, of which one task makes one file.
 *
 * @param input the file
 * @param first its row that is the first of these
 * @param count how many
 */
record FileRange(InputFile input, long first, long count) implements Serializable {
    /** All rows of a file, in as few ranges as have no more rows each, of one size but for the last. */
    static Stream<FileRange> all(InputFile input, long most) {
        long ranges = (input.rows() - 1) / most + 1;
        long rows = (input.rows() - 1) / ranges + 1;
        return LongStream.iterate(0, first -> first < input.rows(), first -> first + rows)
                .mapToObj(first -> new FileRange(input, first, Math.min(rows, input.rows() - first)));
    }

    static List<FileRange> all(List<InputFile> inputs, long most) {
        return inputs.stream().flatMap(input -> all(input, most)).toList();
    }

    /** The number of the first row among those of all files. */
    long firstRow() {
        return input.firstRow() + first;
    }

    /** A name that is the range's alone, in the order of the rows. */
    String name() {
        return String.format(Locale.ROOT, "part-%06d-%012d", input.number(), first);
    }

    @Override
    public String toString() {
        return "file " + input.path() + ", rows " + first + " to " + (first + count - 1);
    }
}
