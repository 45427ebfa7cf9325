package flashflow.spark.frames;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.flow.FlowModel;
import flashflow.spark.BentModel;
import flashflow.spark.FlashFlowSpark;
import flashflow.spark.LocalSpark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;

/** A DataFrame of context comes back with targets, the same ones however Spark cuts it, and those of one machine. */
class FrameGenerationTest {
    private static final int ROWS = 200;
    private static final long SEED = 42;
    /** Beyond what float32 and float64 hold. */
    private static final long FAR = (1L << 53) + 1;

    private static final SparkSession SPARK = LocalSpark.session();
    private static final FlowModel MODEL = BentModel.model();
    private static final StructType SCHEMA = new StructType(new StructField[] {
        DataTypes.createStructField("name", DataTypes.StringType, true),
        DataTypes.createStructField("event", DataTypes.LongType, false),
        DataTypes.createStructField("eta", DataTypes.DoubleType, true),
        DataTypes.createStructField("pt", DataTypes.FloatType, true),
        DataTypes.createStructField("b", DataTypes.FloatType, true)
    });

    @AfterAll
    static void close() {
        MODEL.close();
    }

    private static Dataset<Row> context(long firstEvent) {
        float[] rows = BentModel.rows(ROWS);
        var list = IntStream.range(0, ROWS)
                .mapToObj(i -> RowFactory.create("jet " + i, firstEvent + i, (double) rows[4 * i + 1], rows[4 * i], 7f))
                .toList();
        return SPARK.createDataFrame(list, SCHEMA);
    }

    private static Table onOneMachine(int folds) {
        return folds == 1
                ? MODEL.generate(BentModel.context(ROWS), SEED)
                : MODEL.oversample(BentModel.context(ROWS), folds, SEED);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 1", "7, 3"})
    void aSampleIsThatOfOneMachineHoweverItIsCut(int partitions, int folds) {
        var sample = FlashFlowSpark.generate(context(0).repartition(partitions), "event", MODEL, SEED, folds)
                .sort("event", "fold")
                .collectAsList();
        var expected = onOneMachine(folds);
        assertEquals(ROWS * folds, sample.size());
        for (int i = 0; i < sample.size(); i++) {
            var row = sample.get(i);
            assertEquals(i / folds, row.<Long>getAs("event"));
            assertEquals(i % folds, row.<Integer>getAs("fold"));
            assertEquals(expected.floatColumn("a").getFloat(i), row.<Float>getAs("a"));
            assertEquals(expected.floatColumn("b").getFloat(i), row.<Float>getAs("b"));
        }
    }

    @Test
    void theSchemaIsKnownBeforeAndOtherColumnsKeepTheirTypes() {
        var sample = FlashFlowSpark.generate(context(FAR), "event", MODEL, SEED, 1);
        assertArrayEquals(new String[] {"name", "event", "eta", "pt", "a", "b", "fold"}, sample.columns());
        assertEquals(DataTypes.LongType, sample.schema().apply("event").dataType());
        assertEquals(DataTypes.FloatType, sample.schema().apply("b").dataType());
        var row = sample.filter("name = 'jet 5'").first();
        assertEquals(FAR + 5, row.<Long>getAs("event"));
        assertEquals((double) BentModel.rows(ROWS)[21], row.<Double>getAs("eta"));
    }

    @Test
    void sparksOwnFilesWorkBesideTheLibrarys(@TempDir Path folder) {
        String in = folder.resolve("in").toString();
        String out = folder.resolve("out").toString();
        context(FAR).repartition(3).write().parquet(in);
        FlashFlowSpark.generate(SPARK.read().parquet(in), "event", MODEL, SEED, 1)
                .write()
                .parquet(out);
        var sample = FlashFlowSpark.generate(context(FAR), "event", MODEL, SEED, 1);
        assertEquals(ROWS, SPARK.read().parquet(out).count());
        assertEquals(0, SPARK.read().parquet(out).exceptAll(sample).count());
    }

    @Test
    void numbersThatOnlyInt64TellsApartGetTheirOwnNoise() {
        var constant = context(FAR).withColumn("pt", functions.lit(50f)).withColumn("eta", functions.lit(0.5));
        long different = FlashFlowSpark.generate(constant, "event", MODEL, SEED, 1)
                .select("a", "b")
                .distinct()
                .count();
        assertEquals(ROWS, different);
    }

    @Test
    void rowsInMemoryAreNumberedByTheirPlaces() {
        var sample = FlashFlowSpark.generate(context(1000).filter("event >= 1000"), MODEL, SEED, 1)
                .sort("row")
                .collectAsList();
        var expected = onOneMachine(1).floatColumn("a");
        for (int i = 0; i < ROWS; i++) {
            assertEquals(i, sample.get(i).<Long>getAs("row"));
            assertEquals(expected.getFloat(i), sample.get(i).<Float>getAs("a"));
        }
    }

    @Test
    void rowsWithoutALastingOrderAreNotNumbered() {
        var failure = assertThrows(
                FlashFlowException.class,
                () -> FlashFlowSpark.generate(context(0).repartition(3), MODEL, SEED, 1));
        assertTrue(failure.getMessage().contains("no lasting order"), failure.getMessage());
    }

    @Test
    void contextThatIsRandomIsRefused() {
        var random = context(0).withColumn("pt", functions.rand());
        var failure =
                assertThrows(FlashFlowException.class, () -> FlashFlowSpark.generate(random, "event", MODEL, SEED, 1));
        assertTrue(failure.getMessage().contains("rand()"), failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pt", "eta", "event"})
    void aColumnThatIsMissingIsRefusedBeforeAnythingRuns(String name) {
        var failure = assertThrows(
                FlashFlowException.class,
                () -> FlashFlowSpark.generate(context(0).drop(name), "event", MODEL, SEED, 1));
        assertTrue(failure.getMessage().contains("'" + name + "'"), failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"pt, string", "event, string", "event, double"})
    void aColumnOfAnotherTypeIsRefused(String name, String type) {
        var other = context(0).withColumn(name, functions.col(name).cast(type));
        var failure =
                assertThrows(FlashFlowException.class, () -> FlashFlowSpark.generate(other, "event", MODEL, SEED, 1));
        assertTrue(failure.getMessage().contains("'" + name + "' is " + type), failure.getMessage());
    }

    @Test
    void aColumnOfTheNameOfAnotherIsRefused() {
        for (String name : List.of("Fold", "A")) {
            var other = context(0).withColumn(name, functions.lit(1));
            assertThrows(FlashFlowException.class, () -> FlashFlowSpark.generate(other, "event", MODEL, SEED, 1));
        }
        assertThrows(FlashFlowException.class, () -> FlashFlowSpark.generate(context(0), "event", MODEL, SEED, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "double('NaN')", "double('Infinity')"})
    void aValueThatIsNoNumberIsNamedByItsRow(String value) {
        var bad = context(500).withColumn("eta", functions.expr("if(event = 517, " + value + ", eta)"));
        var failure = assertThrows(Exception.class, () -> FlashFlowSpark.generate(bad, "event", MODEL, SEED, 1)
                .collectAsList());
        assertTrue(sentences(failure).stream().anyMatch(s -> s.contains("'eta'") && s.contains("row 517")));
    }

    private static List<String> sentences(Throwable failure) {
        var sentences = new ArrayList<String>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            sentences.add(String.valueOf(cause.getMessage()));
        }
        return sentences;
    }
}
