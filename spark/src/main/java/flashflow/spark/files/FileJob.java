package flashflow.spark.files;

import flashflow.FlashFlowException;
import flashflow.data.WorkInterrupted;
import flashflow.generation.GenerationListener;
import flashflow.reporting.Listeners;
import flashflow.spark.model.BroadcastModel;
import flashflow.spark.tasks.Tasks;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;

/**
 * A generation of many files, seen from the driver: the ranges that have no record yet, then a look at all.
 *
 * @param listeners hear of the ranges that are made
 * @param start when it began, as {@link System#nanoTime} says
 */
record FileJob(
        JavaSparkContext context,
        BroadcastModel model,
        JobPlan plan,
        JobFolder folder,
        Listeners<GenerationListener> listeners,
        long start) {
    private static final int NAMED = 10;

    /** @param out the folder as the user calls it */
    FileReport run(Path out) {
        var ranges = plan.ranges();
        var records = committed(ranges);
        int resumed = records.size();
        var open = ranges.stream()
                .filter(range -> !records.containsKey(range.name()))
                .toList();
        var progress = new JobProgress(listeners, plan, open, start);
        progress.started();
        String description = "FlashFlow: " + open.size() + " of " + ranges.size() + " files to generate";
        var made = onExecutors(description, open, new RangeTask(model, folder, plan), progress::made);
        made.forEach(record -> records.put(record.name(), record));
        check(ranges);
        plan.inputs().forEach(InputFile::refuseChanged);
        folder.finish(plan);
        var report = report(out, List.copyOf(records.values()), resumed);
        progress.ended(report.warnings());
        return report;
    }

    /** By their names, in the order of the rows. */
    private SortedMap<String, CommittedRange> committed(List<FileRange> ranges) {
        var records = new TreeMap<String, CommittedRange>();
        for (FileRange range : ranges) {
            folder.committed(range, plan.format()).ifPresent(record -> records.put(range.name(), record));
        }
        return records;
    }

    /** One task for each range. */
    private <R> List<R> onExecutors(
            String description, List<FileRange> ranges, Function<FileRange, R> work, Consumer<R> each) {
        try {
            return new Tasks(context, description).run(ranges, work, each);
        } catch (InterruptedException e) {
            throw new WorkInterrupted("The generation was interrupted; " + complete());
        } catch (Exception e) {
            throw explained(e);
        }
    }

    private FlashFlowException explained(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FlashFlowException own) {
                return new FlashFlowException(own.getMessage().replaceFirst("\\.$", "; ") + complete(), failure);
            }
        }
        return new FlashFlowException(
                "Spark has given the job up (" + failure.getMessage() + "); " + complete(), failure);
    }

    /** How a sentence ends. */
    private String complete() {
        return folder.count() + " of " + plan.ranges().size()
                + " files are complete, and the job goes on from there when it is started again.";
    }

    /** What does not hold is forgotten, so that the next start makes it again. */
    private void check(List<FileRange> ranges) {
        var faults = onExecutors(
                "FlashFlow: checks " + ranges.size() + " files",
                ranges,
                new RangeCheck(folder, plan.format(), plan.folds()),
                fault -> {});
        var wrong = IntStream.range(0, ranges.size())
                .filter(i -> !faults.get(i).isEmpty())
                .boxed()
                .toList();
        if (!wrong.isEmpty()) {
            wrong.forEach(i -> folder.forget(ranges.get(i)));
            var some = wrong.stream()
                    .limit(NAMED)
                    .map(i -> ranges.get(i).name() + ": " + faults.get(i))
                    .toList();
            throw new FlashFlowException(wrong.size() + " of " + ranges.size() + " files in " + folder.path()
                    + " are not what was generated (" + String.join("; ", some)
                    + "); start the job again, which makes these anew.");
        }
    }

    private FileReport report(Path out, List<CommittedRange> records, int resumed) {
        return new FileReport(
                out,
                plan.inputs().size(),
                records.size(),
                resumed,
                plan.events(),
                records.stream().mapToLong(CommittedRange::rows).sum(),
                records.stream().mapToLong(CommittedRange::dropped).sum(),
                records.stream().mapToLong(CommittedRange::redrawn).sum(),
                (System.nanoTime() - start) * 1e-9,
                plan.unreadable(),
                warnings(records));
    }

    /** Of each kind the first, with the file that says it, and how many say alike: of other columns, with other numbers. */
    private static List<String> warnings(List<CommittedRange> records) {
        var first = new LinkedHashMap<String, String>();
        var alike = new HashMap<String, Integer>();
        for (CommittedRange record : records) {
            for (String sentence : record.warnings()) {
                first.putIfAbsent(kind(sentence), record.name() + ": " + sentence);
                alike.merge(kind(sentence), 1, Integer::sum);
            }
        }
        return first.entrySet().stream()
                .map(entry -> entry.getValue() + others(alike.get(entry.getKey())))
                .toList();
    }

    /** What stands before the first name, without its numbers. */
    private static String kind(String sentence) {
        return sentence.replaceFirst("'.*", "").replaceAll("\\d+", "#");
    }

    private static String others(int alike) {
        return alike == 1 ? "" : " (the first of " + alike + " such sentences)";
    }
}
