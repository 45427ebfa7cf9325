package flashflow.spark.summaries;

import flashflow.spark.rows.SpreadRows;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaPairRDD;
import scala.Tuple2;

/** The jobs that summarise samples: each part where it lies, then parts of neighbouring places together, then these on the driver. */
public final class Summaries {
    /** Parts that are added before they reach the driver. */
    private static final int TOGETHER = 16;

    private Summaries() {}

    /** A sample and what is asked of it. */
    public record Question(SpreadRows rows, SummaryPlan plan) {}

    /** One summary for each question, all in one job; added in the order of the places, so that sums do not depend on tasks. */
    public static List<SampleSummary> of(String description, List<Question> questions) {
        var first = questions.get(0).rows();
        var found = first.run(description, () -> together(questions).collect()).stream()
                .sorted(Comparator.comparing(
                        Tuple2::_1, Comparator.comparing(Key::question).thenComparing(Key::place)))
                .toList();
        return IntStream.range(0, questions.size())
                .mapToObj(q -> found.stream()
                        .filter(pair -> pair._1().question() == q)
                        .map(Tuple2::_2)
                        .reduce(SampleSummary::add)
                        .orElseThrow())
                .toList();
    }

    /** Parts that are added together. */
    private record Key(int question, int place) implements Serializable {}

    private static JavaPairRDD<Key, SampleSummary> together(List<Question> questions) {
        JavaPairRDD<Key, Tuple2<Integer, SampleSummary>> all = null;
        for (int q = 0; q < questions.size(); q++) {
            var parts = parts(questions.get(q), q);
            all = all == null ? parts : all.union(parts);
        }
        return all.groupByKey().mapValues(Summaries::inOrder);
    }

    private static JavaPairRDD<Key, Tuple2<Integer, SampleSummary>> parts(Question question, int number) {
        var plan = question.rows().context().broadcast(question.plan());
        return question.rows()
                .map(part -> SampleSummary.of(part, plan.value()))
                .mapToPair(part -> new Tuple2<>(new Key(number, part._1() / TOGETHER), part));
    }

    private static SampleSummary inOrder(Iterable<Tuple2<Integer, SampleSummary>> parts) {
        return StreamSupport.stream(parts.spliterator(), false)
                .sorted(Comparator.comparing(Tuple2::_1))
                .map(Tuple2::_2)
                .reduce(SampleSummary::add)
                .orElseThrow();
    }
}
