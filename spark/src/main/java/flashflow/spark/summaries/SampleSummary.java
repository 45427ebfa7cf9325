package flashflow.spark.summaries;

import flashflow.spark.rows.RowChoice;
import flashflow.spark.rows.RowPart;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** All that is known of a sample, or of a part of it; of the same size for any number of rows. */
public final class SampleSummary implements Serializable {
    private static final long serialVersionUID = 1;

    private final Histogram[][] columns;
    private final ProfileSummary[] profiles;
    private final Products products;
    private final ArrayList<RowChoice.Row> chosen = new ArrayList<>();
    private long rows;
    private long incomplete;

    private SampleSummary(SummaryPlan plan) {
        columns = new Histogram[plan.halves()][];
        for (int half = 0; half < columns.length; half++) {
            columns[half] = plan.edges().stream().map(Histogram::new).toArray(Histogram[]::new);
        }
        profiles = plan.profiles().stream()
                .map(profile -> new ProfileSummary(profile, plan.edges().get(profile.target()), plan.halves()))
                .toArray(ProfileSummary[]::new);
        products = plan.scales() == null ? null : new Products(plan.width());
    }

    /** Of all rows of a part. */
    public static SampleSummary of(RowPart part, SummaryPlan plan) {
        var summary = new SampleSummary(plan);
        part.forEach((numbers, values, count) -> summary.add(plan, numbers, values, count));
        return summary;
    }

    private void add(SummaryPlan plan, long[] numbers, double[] values, int count) {
        int[] groups =
                IntStream.range(0, count).map(i -> plan.group(numbers[i])).toArray();
        int[] halves = Arrays.stream(groups).map(plan::half).toArray();
        rows += count;
        addColumns(plan, values, halves);
        for (ProfileSummary profile : profiles) {
            profile.add(plan.edges(), values, plan.width(), halves);
        }
        addRows(plan, numbers, values, groups);
    }

    private void addColumns(SummaryPlan plan, double[] values, int[] halves) {
        double[] column = new double[halves.length];
        for (int c = 0; c < plan.width(); c++) {
            for (int half = 0; half < plan.halves(); half++) {
                int n = 0;
                for (int i = 0; i < halves.length; i++) {
                    if (halves[i] == half) {
                        column[n++] = values[i * plan.width() + c];
                    }
                }
                columns[half][c].add(plan.edges().get(c), column, n);
            }
        }
    }

    private void addRows(SummaryPlan plan, long[] numbers, double[] values, int[] groups) {
        double[] row = new double[plan.width()];
        for (int i = 0; plan.scales() != null && i < groups.length; i++) {
            System.arraycopy(values, i * row.length, row, 0, row.length);
            if (plan.scales().scale(row)) {
                products.add(groups[i], row);
                choose(plan.chosen(), numbers[i], values, i * row.length, row.length);
            } else {
                incomplete++;
            }
        }
    }

    private void choose(RowChoice choice, long number, double[] values, int at, int width) {
        long hash = choice.hash(number);
        if (choice.has(hash)) {
            chosen.add(new RowChoice.Row(hash, Arrays.copyOfRange(values, at, at + width)));
        }
    }

    /** Adds what is known of other rows, by the same plan. */
    public SampleSummary add(SampleSummary other) {
        rows += other.rows;
        incomplete += other.incomplete;
        for (int half = 0; half < columns.length; half++) {
            for (int c = 0; c < columns[half].length; c++) {
                columns[half][c].add(other.columns[half][c]);
            }
        }
        for (int p = 0; p < profiles.length; p++) {
            profiles[p].add(other.profiles[p]);
        }
        if (products != null) {
            products.add(other.products);
        }
        chosen.addAll(other.chosen);
        return this;
    }

    /** How many rows there are. */
    public long rows() {
        return rows;
    }

    /** Rows in which a value is NaN or infinite. */
    public long incomplete() {
        return incomplete;
    }

    /** A column, both halves of it. */
    public Histogram column(int c) {
        return columns.length == 1 ? columns[0][c] : columns[0][c].plus(columns[1][c]);
    }

    /** A column in one half. */
    public Histogram column(int c, int half) {
        return columns[half][c];
    }

    /** A target in bins. */
    public ProfileSummary profile(int p) {
        return profiles[p];
    }

    /** Products of the complete rows. */
    public Products products() {
        return products;
    }

    /** The complete rows that were chosen, in no order. */
    public List<RowChoice.Row> chosen() {
        return chosen;
    }
}
