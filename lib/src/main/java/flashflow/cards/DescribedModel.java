package flashflow.cards;

import com.google.gson.Gson;
import flashflow.categorical.CategoricalModel;
import flashflow.flow.FlowModel;
import flashflow.flow.SplineFlow;
import flashflow.preprocessing.Fit;
import flashflow.preprocessing.Preprocessing;
import flashflow.provenance.TrainingRecords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tech.tablesaw.api.Table;

/**
 * All that a card says of a model itself, as it was when it was looked at.
 *
 * @param title what it is, in a line
 * @param parameters trainable values of all its densities
 * @param formatVersion of the file that it is saved to
 * @param hash of weights and preprocessing
 * @param configs architecture of each density, by name
 * @param trainings of each density
 * @param more tables of its kind
 * @param file null for a model in memory
 */
record DescribedModel(
        String title,
        long parameters,
        int formatVersion,
        String hash,
        Preprocessing preprocessing,
        List<Map<String, String>> configs,
        List<TrainingRecords> trainings,
        List<CardSection> more,
        FileFacts file) {
    private static final String CLIPPED = "clipped";

    static DescribedModel of(FlowModel model) {
        var flows = model.flows();
        int members = flows.size();
        String flow = flows.get(0).config().architecture().name();
        return new DescribedModel(
                members == 1 ? flow : "Ensemble of " + members + " flows, each: " + flow,
                flows.stream().mapToLong(each -> each.layout().parameterCount()).sum(),
                model.formatVersion(),
                model.hash(),
                model.preprocessing(),
                flows.stream()
                        .map(SplineFlow::config)
                        .map(DescribedModel::named)
                        .toList(),
                flows.stream().map(SplineFlow::trainings).toList(),
                List.of(),
                null);
    }

    static DescribedModel of(CategoricalModel model) {
        var density = model.density();
        return new DescribedModel(
                density.title().substring(0, 1).toUpperCase(Locale.ROOT)
                        + density.title().substring(1),
                density.layout().parameterCount(),
                CategoricalModel.FORMAT_VERSION,
                model.hash(),
                model.preprocessing(),
                List.of(named(model.config())),
                List.of(density.trainings()),
                List.of(CardSection.of("Classes", model.table().setName(""))),
                null);
    }

    DescribedModel in(FileFacts itsFile) {
        return new DescribedModel(
                title, parameters, formatVersion, hash, preprocessing, configs, trainings, more, itsFile);
    }

    /** The components of a configuration, by their names. */
    private static Map<String, String> named(Object config) {
        var named = new LinkedHashMap<String, String>();
        new Gson()
                .toJsonTree(config)
                .getAsJsonObject()
                .asMap()
                .forEach((name, value) -> named.put(name, value.getAsString()));
        return named;
    }

    List<CardSection> sections() {
        var sections = new ArrayList<CardSection>();
        sections.add(CardSection.of("Model", facts().table()));
        sections.addAll(new TrainingFacts(trainings).sections());
        sections.add(new CardSection("Columns", fitted(), List.of(columns())));
        sections.addAll(more);
        sections.add(CardSection.of("Architecture", Facts.common(configs)));
        return sections;
    }

    private Facts facts() {
        var layout = preprocessing.layout();
        var facts = new Facts()
                .add("context columns", layout.context().size())
                .add("target columns", layout.targets().size())
                .add("parameters", parameters)
                .add("format version of the file", formatVersion)
                .add("hash of weights and preprocessing", hash);
        if (file != null) {
            file.addTo(facts);
        }
        return facts;
    }

    private List<String> fitted() {
        var sentences = new ArrayList<String>();
        sentences.add(preprocessing
                .fit()
                .map(DescribedModel::rows)
                .orElse("The ranges of the training rows are unknown: the preprocessing was not fitted to rows."));
        sentences.addAll(preprocessing.warnings());
        return sentences;
    }

    private static String rows(Fit fit) {
        return String.format(
                Locale.ROOT,
                "Ranges, means and deviations are those of the %,d rows that the preprocessing was fitted to.",
                fit.rows());
    }

    /** Without columns in which nothing is said. */
    Table columns() {
        var table = preprocessing.table().setName("");
        for (String name : List.of("comment", "physical_range")) {
            if (table.stringColumn(name).asList().stream().allMatch(String::isEmpty)) {
                table.removeColumns(name);
            }
        }
        if (table.containsColumn(CLIPPED) && table.longColumn(CLIPPED).sum() == 0) {
            table.removeColumns(CLIPPED);
        }
        return table;
    }
}
