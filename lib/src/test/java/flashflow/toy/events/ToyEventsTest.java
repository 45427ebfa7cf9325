package flashflow.toy.events;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.RowTables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tech.tablesaw.api.Table;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ToyEventsTest {
    private static final int EVENTS = 6000;

    private final List<ToyEvent> events = events(ToyEvents.of(42, EVENTS), EVENTS);

    private static List<ToyEvent> events(ToyEvents sample, int count) {
        return LongStream.range(0, count).mapToObj(sample::event).toList();
    }

    /** A generated object: its context, and whether it was found. */
    private record Chance(float[] row, boolean found) {}

    private List<Chance> jets() {
        var chances = new ArrayList<Chance>();
        for (ToyEvent event : events) {
            var contexts = new Contexts(event.generated());
            var generated = event.generated().jets();
            for (int i = 0; i < generated.size(); i++) {
                int index = i;
                boolean found = event.jets().stream().anyMatch(jet -> jet.generator() == index);
                chances.add(new Chance(contexts.of(generated.get(i), 14), found));
            }
        }
        return chances;
    }

    private List<Chance> muons() {
        var chances = new ArrayList<Chance>();
        for (ToyEvent event : events) {
            var contexts = new Contexts(event.generated());
            var generated = event.generated().particles();
            for (int i = 0; i < generated.size(); i++) {
                int index = i;
                if (generated.get(i).isLastMuon()) {
                    boolean found = event.muons().stream().anyMatch(muon -> muon.generator() == index);
                    chances.add(new Chance(contexts.of(generated.get(i), 30), found));
                }
            }
        }
        return chances;
    }

    @Test
    void jetsAreFoundAsOftenAsTheTruthSays() {
        checkEfficiency(ToyEvents.jets(), jets(), row -> Math.log(row[11]));
        checkEfficiency(ToyEvents.jets(), jets(), row -> row[8]);
    }

    @Test
    void muonsAreFoundAsOftenAsTheTruthSays() {
        checkEfficiency(ToyEvents.muons(), muons(), row -> Math.log(row[2]));
        checkEfficiency(ToyEvents.muons(), muons(), row -> row[0]);
    }

    /** In ten bins of equal counts; the efficiency varies enough to see a wrong one. */
    private static void checkEfficiency(ToyTruth truth, List<Chance> chances, ToDoubleFunction<float[]> variable) {
        double[] expected = truth.found(table(truth, chances));
        var order = IntStream.range(0, chances.size())
                .boxed()
                .sorted((i, j) -> Double.compare(
                        variable.applyAsDouble(chances.get(i).row), variable.applyAsDouble(chances.get(j).row)))
                .toList();
        double chi2 = 0;
        for (int bin = 0; bin < 10; bin++) {
            double difference = 0;
            double variance = 0;
            for (int i : order.subList(bin * order.size() / 10, (bin + 1) * order.size() / 10)) {
                difference += (chances.get(i).found ? 1 : 0) - expected[i];
                variance += expected[i] * (1 - expected[i]);
            }
            chi2 += difference * difference / variance;
        }
        assertTrue(chi2 < 10 + 4 * Math.sqrt(20), "chi2 " + chi2);
        double lowest = Arrays.stream(expected).min().orElseThrow();
        double highest = Arrays.stream(expected).max().orElseThrow();
        assertTrue(lowest > 0 && lowest < 0.6 && highest > 0.95 && highest < 1);
    }

    private static Table table(ToyTruth truth, List<Chance> chances) {
        var columns = truth.response().layout().context();
        float[] rows = new float[chances.size() * columns.size()];
        for (int i = 0; i < chances.size(); i++) {
            System.arraycopy(chances.get(i).row, 0, rows, i * columns.size(), columns.size());
        }
        return RowTables.table(columns, rows, chances.size());
    }

    @Test
    void theNumberOfUnmatchedJetsIsAsTheTruthSays() {
        var columns = ToyEvents.unmatched().response().layout().context();
        float[] rows = new float[EVENTS * columns.size()];
        for (int i = 0; i < EVENTS; i++) {
            float[] row = new Contexts(events.get(i).generated()).ofEvent(columns.size());
            System.arraycopy(row, 0, rows, i * columns.size(), row.length);
        }
        var table = RowTables.table(columns, rows, EVENTS);
        double[] expected = new double[Multiplicity.MOST + 1];
        for (double[] probabilities : ToyEvents.unmatched().multiplicity(table)) {
            assertEquals(1, Arrays.stream(probabilities).sum(), 1e-12);
            Arrays.setAll(expected, n -> expected[n] + probabilities[n]);
        }
        double[] seen = new double[Multiplicity.MOST + 1];
        events.forEach(event -> seen[unmatched(event).size()]++);
        double chi2 = IntStream.range(0, 5)
                .mapToDouble(n -> (seen[n] - expected[n]) * (seen[n] - expected[n]) / expected[n])
                .sum();
        assertTrue(chi2 < 5 + 4 * Math.sqrt(10), "chi2 " + chi2);
    }

    private static List<Found> unmatched(ToyEvent event) {
        int generated = event.generated().jets().size();
        return event.jets().stream()
                .filter(jet -> jet.generator() < 0 || jet.generator() >= generated)
                .toList();
    }

    @Test
    void everyIndexIsRightOrAwkwardOnPurpose() {
        int beyond = 0;
        for (ToyEvent event : events) {
            int jets = event.generated().jets().size();
            beyond +=
                    event.jets().stream().filter(jet -> jet.generator() == jets).count();
            assertTrue(event.jets().stream().allMatch(jet -> jet.generator() >= -1 && jet.generator() <= jets));
            var matched = event.jets().stream()
                    .map(Found::generator)
                    .filter(i -> i >= 0 && i < jets)
                    .toList();
            assertEquals(matched.size(), matched.stream().distinct().count());
            var particles = event.generated().particles();
            assertTrue(event.muons().stream()
                    .allMatch(muon -> particles.get(muon.generator()).isLastMuon()));
            assertEquals(
                    event.muons().size(),
                    event.muons().stream().map(Found::generator).distinct().count());
            for (int i = 0; i < particles.size(); i++) {
                assertTrue(particles.get(i).mother() < i);
            }
        }
        assertTrue(beyond > 0 && beyond < EVENTS / 100, beyond + " indices beyond");
    }

    @Test
    void objectsFallInMomentumAndLieInTheDetector() {
        for (ToyEvent event : events) {
            for (var objects : List.of(event.jets(), event.muons())) {
                for (int i = 0; i < objects.size(); i++) {
                    var at = objects.get(i).at();
                    assertTrue(at.pt() > 0 && at.mass() > 0 && Math.abs(at.eta()) < 5);
                    assertTrue(Math.abs(at.phi()) <= (float) Math.PI);
                    assertTrue(i == 0 || at.pt() <= objects.get(i - 1).at().pt());
                }
            }
        }
    }

    /** What a found jet was measured as follows from its own generated one. */
    @Test
    void measuredMomentaAreNearTheGenerated() {
        double far = 0;
        double all = 0;
        for (ToyEvent event : events) {
            for (Found jet : event.jets()) {
                var generated = event.generated().jets();
                if (jet.generator() >= 0 && jet.generator() < generated.size()) {
                    var at = generated.get(jet.generator()).at();
                    assertEquals(
                            jet.row()[9 + 14] * at.mass(),
                            jet.at().mass(),
                            1e-5 * jet.at().mass());
                    far += at.dr(jet.at()) > 0.2 ? 1 : 0;
                    all++;
                }
            }
        }
        assertTrue(far / all < 0.01);
    }

    @Test
    void thereAreEventsOfEveryKind() {
        var jets = counts(event -> event.jets().size());
        var muons = counts(event -> event.muons().size());
        assertTrue(jets.get(0L) > 50
                && muons.get(0L) > 1000
                && muons.keySet().stream().anyMatch(n -> n > 3));
        assertTrue(events.stream()
                .anyMatch(event -> event.jets().isEmpty()
                        && event.muons().isEmpty()
                        && event.generated().jets().isEmpty()
                        && event.generated().particles().isEmpty()));
        long crowded = events.stream().filter(ToyEventsTest::hasJetWithTwoMuons).count();
        assertTrue(crowded > EVENTS / 100, crowded + " events have a jet with two muons");
    }

    private java.util.Map<Long, Long> counts(ToDoubleFunction<ToyEvent> number) {
        return events.stream()
                .collect(Collectors.groupingBy(event -> (long) number.applyAsDouble(event), Collectors.counting()));
    }

    private static boolean hasJetWithTwoMuons(ToyEvent event) {
        var contexts = new Contexts(event.generated());
        return event.generated().jets().stream().anyMatch(jet -> contexts.of(jet, 14)[5] > 0);
    }

    @Test
    void anEventDependsOnSeedAndNumberAlone() {
        var other = ToyEvents.of(42, 10 * EVENTS).event(EVENTS - 1);
        var same = events.get(EVENTS - 1);
        assertEquals(same.generated(), other.generated());
        assertArrayEquals(rows(same.jets()), rows(other.jets()));
        assertArrayEquals(rows(same.muons()), rows(other.muons()));
        assertNotEquals(
                same.generated(), ToyEvents.of(43, EVENTS).event(EVENTS - 1).generated());
        assertNotEquals(same.generated(), events.get(EVENTS - 2).generated());
    }

    private static float[][] rows(List<Found> objects) {
        return objects.stream().map(Found::row).toArray(float[][]::new);
    }

    @Test
    void awkwardEventsAreSwitchedOff() {
        var plain = events(ToyEvents.of(42, EVENTS).awkward(false), EVENTS);
        for (int i = 0; i < EVENTS; i++) {
            var event = plain.get(i);
            var jets = event.generated().jets();
            assertTrue(event.jets().stream().allMatch(jet -> jet.generator() < jets.size()));
            assertEquals(
                    jets.size(),
                    jets.stream().map(jet -> jet.at().pt()).distinct().count());
            assertEquals(0, doubledMuons(event));
            boolean touched = !event.generated().equals(events.get(i).generated());
            assertTrue(touched || event.jets().size() == events.get(i).jets().size());
        }
    }

    private static long doubledMuons(ToyEvent event) {
        var muons = event.generated().particles().stream()
                .filter(GenParticle::isLastMuon)
                .toList();
        return muons.size() - muons.stream().distinct().count();
    }

    @Test
    void ofTwoHundredEventsOneIsAwkwardInEachWay() {
        long tied = events.stream()
                .filter(event -> event.generated().jets().size() > 1)
                .filter(event -> event.generated().jets().get(0).at().pt()
                        == event.generated().jets().get(1).at().pt())
                .count();
        long doubled = events.stream().filter(event -> doubledMuons(event) > 0).count();
        long twins = events.stream()
                .filter(event ->
                        unmatched(event).stream().map(Found::at).distinct().count()
                                < unmatched(event).size())
                .count();
        for (long number : new long[] {tied, doubled, twins}) {
            assertTrue(number > 0 && number < EVENTS / 100, tied + ", " + doubled + ", " + twins);
        }
    }

    @Test
    void aSampleWithoutEventsIsRefused() {
        assertThrows(FlashFlowException.class, () -> ToyEvents.of(1, 0));
    }
}
