package flashflow.preprocessing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.preprocessing.transforms.Dequantise;
import flashflow.preprocessing.transforms.Discrete;
import flashflow.random.Purpose;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a fit has to know adds up: of parts, wherever they were looked at, it is what it is of all rows. */
class FitStatisticsTest {
    /** Six blocks, the last one short. */
    private static final int ROWS = 5 * FitStatistics.BLOCK_ROWS + 100;

    private static final ColumnLayout LAYOUT = new ColumnLayout(List.of("x"), List.of("y", "n"));

    private static InMemoryDataset rows() {
        var random = Purpose.TOY.stream(1);
        float[] rows = new float[3 * ROWS];
        for (int i = 0; i < ROWS; i++) {
            rows[3 * i] = (float) random.gaussian();
            rows[3 * i + 1] = (float) random.exponential();
            rows[3 * i + 2] = random.below(5);
        }
        return InMemoryDataset.of(LAYOUT, rows);
    }

    private static Preprocessing chains() {
        return Preprocessing.standardise(LAYOUT)
                .replace("x", Dequantise.gaussian(0.1))
                .replace("n", Discrete.unfitted());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void aFitToPartsIsThatToAllRowsToTheLastBit(int blocks) {
        var rows = rows();
        var fitted = chains().fit(rows, chains -> inParts(Preprocessing.fromJson(chains.toJson()), rows, blocks));
        assertEquals(chains().fit(rows).toJson(), fitted.toJson());
    }

    private static FitStatistics inParts(Preprocessing chains, InMemoryDataset rows, int blocks) {
        long size = (long) blocks * FitStatistics.BLOCK_ROWS;
        var sum = new FitStatistics.Sum();
        for (long first = 0; first < ROWS; first += size) {
            sum.add(copied(chains.statistics(rows, first, Math.min(size, ROWS - first))));
        }
        return sum.total();
    }

    private static FitStatistics copied(FitStatistics statistics) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(statistics);
            out.flush();
            return (FitStatistics) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aGuessByPartsIsThatByAllRows() {
        var rows = rows();
        var guessed = Preprocessing.guess(rows, chains -> inParts(Preprocessing.fromJson(chains.toJson()), rows, 2));
        assertEquals(Preprocessing.guess(rows).toJson(), guessed.toJson());
    }

    @Test
    void rowsWithTheirNumbersAreThoseOfTheSource() {
        var rows = rows();
        int count = 3000;
        double[] values = new double[3 * count];
        rows.readExact(500, count, values, 0);
        var numbered = chains().statistics(LongStream.range(500, 500 + count).toArray(), values);
        var expected = chains().statistics(rows, 500, count);
        assertEquals(expected.columns(), numbered.columns());
        assertEquals(count, numbered.rows());
    }

    @Test
    void withoutUsableRowsNothingIsFitted() {
        var nothing = chains().statistics(new long[0], new double[0]);
        assertEquals(0, nothing.rows());
        assertThrows(FlashFlowException.class, () -> chains().fit(rows(), chains -> nothing));
    }
}
