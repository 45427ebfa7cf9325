package flashflow.data;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a user should know about some data. All sentences are kept; a wide file may have one for each column, and so only the
 * first five are printed and shown.
 *
 * @param sentences in the order in which they were found
 */
public record Warnings(List<String> sentences) {
    private static final int TOLD = 5;

    /** Copies the list. */
    public Warnings {
        sentences = List.copyOf(sentences);
    }

    private Stream<String> told() {
        int left = sentences.size() - TOLD;
        var first = sentences.stream().limit(TOLD).map(sentence -> "Warning: " + sentence);
        return left > 0 ? Stream.concat(first, Stream.of("and " + left + " more, see warnings()")) : first;
    }

    /** To the standard error, a line each. */
    public void print() {
        told().forEach(System.err::println);
    }

    /** To follow a description: lines that each begin with a line break; empty if there are none. */
    public String lines() {
        return told().map(line -> "\n" + line).collect(Collectors.joining());
    }
}
