package flashflow.spark;

import org.apache.spark.sql.SparkSession;

/** Spark in this JVM with two task slots, the same for all tests. */
public final class LocalSpark {
    private LocalSpark() {}

    public static SparkSession session() {
        return SparkSession.builder()
                .master("local[2]")
                .appName("flashflow-tests")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .getOrCreate();
    }
}
