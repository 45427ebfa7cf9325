package flashflow.spark.command;

import flashflow.FlashFlowException;
import flashflow.flow.FlowModel;
import flashflow.spark.files.FileGeneration;
import flashflow.spark.files.FileReport;
import flashflow.spark.model.ExecutorMemory;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Generates files from files; {@code --help} says how. Ends with 1 and one sentence where it cannot. */
public final class Generate {
    private Generate() {}

    public static void main(String... words) {
        try {
            var options = Options.of(words);
            System.out.println(options.has("help") || words.length == 0 ? Options.USAGE : run(options));
        } catch (FlashFlowException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** Needs all that is needed before it starts Spark, which takes a while. */
    private static FileReport run(Options options) {
        var in = options.in();
        var out = Path.of(options.needed("out"));
        options.format();
        options.folds();
        try (var model = FlowModel.load(Path.of(options.needed("model")));
                var spark =
                        SparkSession.builder().config(configuration(options)).getOrCreate()) {
            tellAddress(spark);
            System.out.println(ExecutorMemory.of(spark.sparkContext(), model) + ".");
            return generation(options, spark, model).generate(in, out);
        }
    }

    static void tellAddress(SparkSession spark) {
        spark.sparkContext().uiWebUrl().foreach(url -> {
            System.out.println("Spark shows how it goes at " + url);
            return null;
        });
    }

    /** What spark-submit says counts, unless the command line says something else. */
    static SparkConf configuration(Options options) {
        var configuration = new SparkConf()
                .setIfMissing("spark.app.name", "FlashFlow")
                .setIfMissing("spark.ui.showConsoleProgress", "true");
        return options.has("master")
                ? configuration.setMaster(options.needed("master"))
                : configuration.setIfMissing("spark.master", "local[*]");
    }

    private static FileGeneration generation(Options options, SparkSession spark, FlowModel model) {
        var generation = FileGeneration.of(spark, model)
                .seed(options.number("seed", 0))
                .folds(options.folds())
                .format(options.format())
                .rangeRows(options.number("range-rows", 0))
                .carry(options.carried());
        generation = options.has("skip-unreadable") ? generation.skipUnreadable() : generation;
        return options.has("drop-non-finite") ? generation.dropNonFinite() : generation;
    }
}
