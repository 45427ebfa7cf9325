package flashflow.toy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.RowTables;
import flashflow.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.Table;

class ToyResponseTest {
    private static final int ROWS = 2000;

    private record Case(String name, ToyResponse response, AutoregressiveToy toy) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("jets", ToyResponse.jets(), new ToyJets()),
                new Case("muons", ToyResponse.muons(), new ToyMuons()),
                new Case("pile-up jets", ToyResponse.pileupJets(), new PileupJets()));
    }

    /** Rows as files hold them, with the contexts of the toy. */
    private static Table drawn(Case kind, int rows) {
        int width = kind.toy.layout().width();
        float[] smooth = new float[rows * width];
        kind.toy.generate(5, 0, rows, smooth);
        float[] all = kind.toy.raw(smooth, rows);
        var random = RandomStream.of(3);
        for (int row = 0; row < rows; row++) {
            float[] one = Arrays.copyOfRange(all, row * width, (row + 1) * width);
            kind.response.draw(random, one);
            System.arraycopy(one, 0, all, row * width, width);
        }
        return RowTables.table(kind.toy.layout().columns(), all, rows);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theLawOfWhatIsDrawnIsFinite(Case kind) {
        for (double log : kind.response.logProb(drawn(kind, ROWS))) {
            assertTrue(Double.isFinite(log));
        }
    }

    /** Where nothing is rounded or cut off it is the toy's own density. */
    @Test
    void theLawOfPlainTargetsIsTheToysOwn() {
        var kind = cases().findFirst().orElseThrow();
        var plain = List.of("MJet_area", "MJet_etaMinusGen", "MJet_bRegCorr", "MJet_phiMinusGen");
        var table = drawn(kind, 100);
        float[] rows = RowTables.rows(table, kind.toy.layout().columns());
        double[] logs = kind.response.logProb(table, plain);
        for (int row = 0; row < 100; row++) {
            assertEquals(ofToy(kind, rows, row, plain), logs[row], 1e-9);
        }
    }

    private static double ofToy(Case kind, float[] rows, int row, List<String> targets) {
        var layout = kind.toy.layout();
        var at = new ToyRow(rows, row * layout.width());
        return targets.stream()
                .mapToDouble(name -> kind.toy
                        .factors()
                        .get(layout.targets().indexOf(name))
                        .given(at)
                        .log(at.at(layout.columns().indexOf(name))))
                .sum();
    }

    /** A file says all that there is to know of a row: what is read of it is written the same again. */
    @ParameterizedTest
    @MethodSource("cases")
    void rowsAreReadAsTheyWereWritten(Case kind) {
        float[] rows = RowTables.rows(drawn(kind, 500), kind.toy.layout().columns());
        int width = kind.toy.layout().width();
        for (int row = 0; row < 500; row++) {
            var again = kind.response.smooth(rows, row * width, width);
            kind.toy.makeRaw(again);
            for (int c = 0; c < width; c++) {
                float before = rows[row * width + c];
                assertEquals(before, again.at(c), 2e-5 * (1e-2 + Math.abs(before)), "column " + c);
            }
        }
    }

    /** Of a target that is counted, given those before it. */
    @Test
    void probabilitiesOfLevelsSumToOne() {
        var kind = cases().findFirst().orElseThrow();
        var table = drawn(kind, 50);
        var before = kind.toy.layout().targets().subList(0, 16);
        double[] others = kind.response.logProb(table, before);
        double[] sum = new double[50];
        for (float level : new float[] {0, 2, 6}) {
            float[] all = new float[50];
            Arrays.fill(all, level);
            double[] logs = kind.response.logProb(table.copy().replaceColumn(FloatColumn.create("MJet_jetId", all)));
            Arrays.setAll(sum, row -> sum[row] + Math.exp(logs[row] - others[row]));
        }
        assertTrue(Arrays.stream(sum).allMatch(total -> Math.abs(total - 1) < 1e-9));
    }

    /** A true law beats any other: a shifted row is less probable on average. */
    @ParameterizedTest
    @MethodSource("cases")
    void theTruthIsTheBestGuess(Case kind) {
        var table = drawn(kind, ROWS);
        double best = kind.response.optimalNll(table, kind.toy.layout().targets());
        var shuffled = table.copy();
        for (String name : kind.toy.layout().context()) {
            var values = table.floatColumn(name).asFloatArray();
            shuffled.replaceColumn(FloatColumn.create(name, rotated(values)));
        }
        assertTrue(kind.response.optimalNll(shuffled, kind.toy.layout().targets()) > best + 0.1);
    }

    private static float[] rotated(float[] values) {
        float[] rotated = new float[values.length];
        System.arraycopy(values, 1, rotated, 0, values.length - 1);
        rotated[values.length - 1] = values[0];
        return rotated;
    }

    @Test
    void aTargetThatFollowsFromOthersIsRefusedAlone() {
        var kind = cases().findFirst().orElseThrow();
        var table = drawn(kind, 50);
        var refused =
                assertThrows(FlashFlowException.class, () -> kind.response.logProb(table, List.of("MJet_btagCSVV2")));
        assertTrue(refused.getMessage().contains("'MJet_btagCSVV2'"));
        assertEquals(50, kind.response.logProb(table, List.of("btagCSVV2", "btagCMVA")).length);
        assertThrows(FlashFlowException.class, () -> kind.response.logProb(table, List.of("nothing")));
    }
}
