package flashflow.spark.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.spark.BentModel;
import flashflow.spark.LocalSpark;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An executor that would be killed for its memory is told of before the first task. */
class ExecutorMemoryTest {
    private static final ExecutorMemory MEMORY = new ExecutorMemory(300_000_000, 24_000_000, 8);

    private static SparkConf conf(String master, String memory) {
        return new SparkConf(false).set("spark.master", master).set("spark.executor.memory", memory);
    }

    @ParameterizedTest
    @CsvSource({
        "yarn, 1g, true",
        "k8s://host, 2g, true",
        "yarn, 8g, false",
        "spark://host:7077, 1g, false",
        "local[2], 1g, false"
    })
    void whatSparkLeavesByItselfIsTooLittleForManyCores(String master, String memory, boolean warned) {
        assertEquals(warned, MEMORY.warning(conf(master, memory)).isPresent());
    }

    @Test
    void theSentenceSaysWhatWouldDo() {
        var conf = conf("yarn", "1g");
        String sentence = MEMORY.warning(conf).orElseThrow();
        assertTrue(sentence.contains("--conf spark.executor.memoryOverhead=470m"), sentence);
        assertTrue(MEMORY.warning(conf.set("spark.executor.memoryOverhead", "470m"))
                .isEmpty());
    }

    @Test
    void aSmallModelOnThisMachineTakesSomeHundredMegabytes() {
        try (var model = BentModel.model()) {
            var memory = ExecutorMemory.of(LocalSpark.session().sparkContext(), model);
            assertEquals(2, memory.threads());
            assertEquals("An executor takes about 349 MB outside of Java's heap with 2 cores", memory.toString());
        }
    }
}
