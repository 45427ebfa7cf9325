package flashflow.cards;

import flashflow.provenance.TrainingRecord;
import flashflow.provenance.TrainingRecords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tech.tablesaw.api.Table;

/** The trainings of a model: of one flow one after the other, of an ensemble those of each member. */
final class TrainingFacts {
    private static final int SHOWN_REPORTS = 12;

    /** The records of one training, under the name that tells it from the others. */
    private record Named(String name, TrainingRecord record) {}

    private final List<Named> all = new ArrayList<>();
    private final int densities;
    private final long unknown;

    /** @param each those of each density */
    TrainingFacts(List<TrainingRecords> each) {
        densities = each.size();
        unknown = each.stream().filter(TrainingRecords::isEmpty).count();
        for (int density = 0; density < each.size(); density++) {
            var records = each.get(density).all();
            for (int i = 0; i < records.size(); i++) {
                all.add(new Named(name(density, i, records.size()), records.get(i)));
            }
        }
    }

    private String name(int density, int training, int trainings) {
        String flow = densities == 1 ? "" : "flow " + (density + 1);
        String which = trainings == 1 ? "" : "training " + (training + 1);
        String name = flow + (flow.isEmpty() || which.isEmpty() ? "" : ", ") + which;
        return name.isEmpty() ? "training" : name;
    }

    List<CardSection> sections() {
        var sections = new ArrayList<CardSection>();
        sections.add(new CardSection("Training", sentences(), summary()));
        if (!all.isEmpty()) {
            sections.add(CardSection.of(
                    "Training settings",
                    Facts.common(
                            all.stream().map(each -> each.record().settings()).toList())));
        }
        if (densities == 1 && !all.isEmpty()) {
            history(all.get(all.size() - 1).record()).ifPresent(sections::add);
        }
        return sections;
    }

    private List<String> sentences() {
        if (unknown == 0) {
            return List.of();
        }
        String of = densities == 1 ? "" : " of " + unknown + " of " + densities + " flows";
        return List.of(
                "How the weights" + of
                        + " came about is unknown: they are new, or of an earlier release or another program, which did not say.");
    }

    private List<Table> summary() {
        var rows = all.stream().map(this::facts).toList();
        if (rows.isEmpty()) {
            return List.of();
        }
        return List.of(rows.size() == 1 ? rows.get(0).table() : Facts.table(rows));
    }

    private Facts facts(Named named) {
        var record = named.record();
        var facts = new Facts();
        if (all.size() > 1) {
            facts.add("training", named.name());
        }
        return facts.add("rows", record.rows())
                .add("files", String.join(", ", record.files()))
                .add("validation rows", record.validationRows() == 0 ? "none" : count(record.validationRows()))
                .add("epochs", record.epochs())
                .add("updates", record.updates())
                .add("updates rejected", record.rejectedUpdates())
                .add("ended", record.outcome())
                .add("best validation", best(record))
                .add("weights", record.bestWeights() ? "of the best validation" : "of the last update")
                .add("seed", record.settings().get("seed"))
                .add("release that trained it", record.library())
                .add("engine", record.engine());
    }

    private static String best(TrainingRecord record) {
        return record.bestNll() == null
                ? "none"
                : String.format(Locale.ROOT, "%.4f nats at epoch %s", record.bestNll(), epoch(record.bestEpoch()));
    }

    private static String epoch(double epoch) {
        return epoch == Math.rint(epoch) ? Long.toString((long) epoch) : String.format(Locale.ROOT, "%.2f", epoch);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static Optional<CardSection> history(TrainingRecord record) {
        var table = record.table().setName("");
        if (table.rowCount() == 0) {
            return Optional.empty();
        }
        int[] shown = TrainingRecord.spaced(table.rowCount(), SHOWN_REPORTS);
        var sentences = shown.length == record.reports()
                ? List.<String>of()
                : List.of(count(shown.length) + " of " + count(record.reports()) + " reports, equally spaced.");
        return Optional.of(new CardSection("History", sentences, List.of(table.rows(shown))));
    }

    /** Those that have reports, by name. */
    Map<String, Table> histories() {
        var histories = new LinkedHashMap<String, Table>();
        for (var named : all) {
            if (named.record().table().rowCount() > 0) {
                histories.put(named.name(), named.record().table());
            }
        }
        return histories;
    }
}
