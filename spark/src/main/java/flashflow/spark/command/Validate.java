package flashflow.spark.command;

import flashflow.FlashFlowException;
import flashflow.spark.files.FileRows;
import flashflow.spark.validation.SpreadReport;
import flashflow.spark.validation.SpreadValidation;
import flashflow.storage.AtomicFile;
import flashflow.validation.ValidationOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/** Compares files with files; {@code --help} says how. Ends with 1 and one sentence where it cannot. */
public final class Validate {
    private static final String USAGE =
            """
            Compares a sample with a reference, both of any size, on this machine or on a cluster.

              --reference PATH ...  HDF5 or Parquet files, folders of such, or patterns in quotes
              --sample PATH ...     the same, of what was generated
              --columns NAME ...    columns to compare (all columns of numbers of the reference)
              --profile TARGET CONTEXT EDGE EDGE ...
                                    a target in bins of a context column, once or more
              --out FILE            the report as HTML too
              --seed N              chooses rows and draws errors (0)
              --rows N              rows chosen of each sample for KPD and classifier (50000)
              --no-classifier       without the classifier, the slowest part
              --skip-unreadable     go on without files that cannot be read
              --master URL          as of spark-submit (local[*])
            """;

    private static final Options.Grammar GRAMMAR = new Options.Grammar(
            Set.of("no-classifier", "skip-unreadable", "help"),
            Set.of("out", "seed", "rows", "master"),
            Set.of("reference", "sample", "columns", "profile"));

    private Validate() {}

    public static void main(String... words) {
        try {
            var options = options(words);
            System.out.println(options.has("help") || words.length == 0 ? USAGE : run(options));
        } catch (FlashFlowException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    static Options options(String... words) {
        return Options.of(GRAMMAR, words);
    }

    /** Needs all that is needed before it starts Spark, which takes a while. */
    private static SpreadReport run(Options options) {
        options.paths("reference");
        options.paths("sample");
        settings(options);
        ProfileOption.of(options.words("profile"));
        try (var spark =
                SparkSession.builder().config(Generate.configuration(options)).getOrCreate()) {
            Generate.tellAddress(spark);
            var report = validation(options, spark).compare();
            if (options.has("out")) {
                write(report, Path.of(options.needed("out")));
            }
            return report;
        }
    }

    /** How thorough the comparison is. */
    static ValidationOptions settings(Options options) {
        var usual = ValidationOptions.defaults();
        long rows = options.number("rows", usual.mostRows());
        if (rows > Integer.MAX_VALUE / 2) {
            throw Options.refuse("--rows is " + rows);
        }
        return new ValidationOptions(
                options.number("seed", 0),
                usual.bootstraps(),
                usual.splits(),
                (int) rows,
                !options.has("no-classifier"));
    }

    private static SpreadValidation validation(Options options, SparkSession spark) {
        boolean skip = options.has("skip-unreadable");
        var reference = FileRows.of(spark, options.paths("reference"), options.words("columns"), skip);
        var sample = FileRows.of(spark, options.paths("sample"), reference.columns(), skip);
        var validation = SpreadValidation.of(reference, sample).options(settings(options));
        for (ProfileOption profile : ProfileOption.of(options.words("profile"))) {
            validation = profile.addTo(validation);
        }
        return validation;
    }

    private static void write(SpreadReport report, Path file) {
        try {
            Files.writeString(file, report.toHtml());
        } catch (IOException e) {
            throw new FlashFlowException(
                    "The report cannot be written to " + file + " (" + AtomicFile.reason(e) + "); name another file.",
                    e);
        }
    }
}
