package flashflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import flashflow.data.ColumnLayout;
import flashflow.data.ColumnStatistics;
import flashflow.data.RowSource;
import flashflow.data.RowTables;
import flashflow.data.WorkInterrupted;
import flashflow.flow.FlowConfig;
import flashflow.flow.FlowModel;
import flashflow.flow.Noise;
import flashflow.generation.Generation;
import flashflow.generation.GenerationListener;
import flashflow.posterior.ConditionalQuantiles;
import flashflow.posterior.Posterior;
import flashflow.preprocessing.Preprocessing;
import flashflow.validation.Validation;
import flashflow.validation.calibration.Calibration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.Table;

/** The stop button ends whatever takes long, and what comes after it works. */
class InterruptsTest {
    private static final ColumnLayout LAYOUT = new ColumnLayout(List.of("y"), List.of("a", "b"));
    /** Slow, so that no machine is done before the button is pressed. */
    private static final FlowModel MODEL =
            FlowModel.of(FlowConfig.of(2, 1, 8, 256, 4, 32).tailBound(4), Preprocessing.none(LAYOUT), Device.cpu());

    private static final int ROWS = 100_000;

    @TempDir
    static Path folder;

    @AfterAll
    static void close() {
        MODEL.close();
    }

    /** More rows than anybody reads. */
    private record Endless(AtomicBoolean begun) implements RowSource {
        @Override
        public ColumnLayout layout() {
            return LAYOUT;
        }

        @Override
        public long rowCount() {
            return 1L << 40;
        }

        @Override
        public void read(long firstRow, int rows, float[] into, int offset) {
            begun.set(true);
            System.arraycopy(Noise.normal(1, firstRow, 1, 3), 0, into, offset, 3);
        }
    }

    private interface Work {
        Object of(RowSource endless);
    }

    private static Table table(long seed) {
        return RowTables.table(LAYOUT.columns(), Noise.normal(seed, 0, ROWS, 3), ROWS);
    }

    static Stream<Map.Entry<String, Work>> works() {
        var one = table(1);
        var other = table(2);
        var works = new LinkedHashMap<String, Work>();
        works.put("statistics", ColumnStatistics::of);
        works.put("fit", rows -> Preprocessing.standardise(LAYOUT).fit(rows));
        works.put("nll", MODEL::nll);
        works.put("rawNll", MODEL::rawNll);
        works.put("generate", rows -> MODEL.generate(one, 1));
        works.put("oversample", rows -> MODEL.oversample(one.first(2000), 100, 1));
        works.put("one event", rows -> MODEL.oversample(one.first(1), ROWS, 1));
        works.put("posterior", rows -> Posterior.of(MODEL, 0.5).draws(ROWS));
        works.put("quantiles", rows -> ConditionalQuantiles.of(MODEL, one, 100, 1, 0.5));
        works.put("calibration", rows -> Calibration.check(MODEL, rows));
        works.put("generation", rows -> generation().toHdf5(rows, folder.resolve("out.h5")));
        works.put("compare", rows -> Validation.compare(one, other));
        works.put("conditional", rows -> {
            while (true) {
                Validation.conditional(one, other, "a", "y", -1, 0, 1);
            }
        });
        return works.entrySet().stream();
    }

    private static Generation generation() {
        return Generation.of(MODEL).listener(new GenerationListener() {});
    }

    @ParameterizedTest
    @MethodSource("works")
    void endsAndLeavesNothing(Map.Entry<String, Work> work) throws Exception {
        var begun = new AtomicBoolean(!List.of("statistics", "fit", "nll", "rawNll", "calibration", "generation")
                .contains(work.getKey()));
        var thrown = new AtomicReference<Throwable>();
        var flag = new AtomicBoolean(true);
        var thread = new Thread(() -> {
            try {
                work.getValue().of(new Endless(begun));
            } catch (Throwable e) {
                thrown.set(e);
            }
            flag.set(Thread.currentThread().isInterrupted());
            MODEL.save(folder.resolve("after.flow"));
        });
        thread.setDaemon(true);
        thread.start();
        while (!begun.get()) {
            Thread.onSpinWait();
        }
        TimeUnit.MILLISECONDS.sleep(100);
        thread.interrupt();
        thread.join(TimeUnit.SECONDS.toMillis(60));
        assertFalse(thread.isAlive(), "it does not end");
        assertEquals(WorkInterrupted.class, thrown.get().getClass(), String.valueOf(thrown.get()));
        assertTrue(thrown.get().getMessage().contains("interrupted"));
        assertFalse(flag.get(), "the interrupt is still there");
        assertTrue(Files.exists(folder.resolve("after.flow")));
        assertFalse(Files.exists(folder.resolve("out.h5")));
        Files.delete(folder.resolve("after.flow"));
    }
}
