package flashflow.cards;

import ai.djl.Device;
import flashflow.FlashFlowException;
import flashflow.Viewable;
import flashflow.categorical.CategoricalConfig;
import flashflow.categorical.CategoricalModel;
import flashflow.flow.FlowModel;
import flashflow.storage.AtomicFile;
import flashflow.validation.ValidationReport;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.Table;

/**
 * A model on one page: what it is, what it was trained on and how, the ranges and the preprocessing of its columns, and how good it was
 * found to be. What a model does not know of itself, since an earlier release or another program made it, is said to be unknown.
 * Immutable.
 *
 * <pre>{@code
 * var card = ModelCard.of(Path.of("jets.flow")).about("For jets of the toy detector.").validation(report);
 * card.save(Path.of("jets.md"));
 * }</pre>
 */
public final class ModelCard implements Viewable {
    private final DescribedModel model;
    private final List<CardSection> own;
    /** Empty, or what its author says of it. */
    private final String about;
    /** Null where none was given. */
    private final ValidationReport report;

    private ModelCard(DescribedModel model, String about, ValidationReport report) {
        this.model = model;
        this.about = about;
        this.report = report;
        this.own = sections();
    }

    /** Of a model in memory, one flow or an ensemble, as it is now. */
    public static ModelCard of(FlowModel model) {
        return new ModelCard(DescribedModel.of(model), "", null);
    }

    /** Of a categorical model in memory, as it is now. */
    public static ModelCard of(CategoricalModel model) {
        return new ModelCard(DescribedModel.of(model), "", null);
    }

    /**
     * Of a model's file, or of a checkpoint.
     *
     * @throws FlashFlowException if it is missing, damaged or holds no model
     */
    public static ModelCard of(Path file) {
        var facts = FileFacts.of(file);
        if (CategoricalConfig.read(file).isPresent()) {
            try (var model = CategoricalModel.load(file, Device.cpu())) {
                return new ModelCard(DescribedModel.of(model).in(facts), "", null);
            }
        }
        try (var model = FlowModel.load(file, Device.cpu())) {
            return new ModelCard(DescribedModel.of(model).in(facts), "", null);
        }
    }

    /** With a paragraph at its head, such as what the model is for and what it is not for. */
    public ModelCard about(String text) {
        return new ModelCard(model, text, report);
    }

    /** With what a comparison of a sample of the model found. */
    public ModelCard validation(ValidationReport found) {
        return new ModelCard(model, about, found);
    }

    private List<CardSection> sections() {
        var sections = new ArrayList<>(model.sections());
        if (report != null) {
            sections.add(new CardSection(
                    "Validation", report.warnings(), List.of(report.table().setName(""))));
        }
        return List.copyOf(sections);
    }

    /** One row for each column: its role, its preprocessing, and its range in the training rows. */
    public Table columns() {
        return model.columns();
    }

    /**
     * The history of each training that is known, by its name, for {@code Plots.loss}: of long ones equally spaced reports, and without
     * times. Empty where none is known.
     */
    public Map<String, Table> histories() {
        return new TrainingFacts(model.trainings()).histories();
    }

    /** The card as Markdown of GitHub's kind. */
    public String toMarkdown() {
        return CardMarkdown.of(model.title(), about, own);
    }

    /**
     * Writes the card as Markdown; an earlier file is replaced.
     *
     * @param file whose name ends in {@code .md}
     * @throws FlashFlowException if it does not, or cannot be written
     */
    public void save(Path file) {
        if (!file.toString().endsWith(".md")) {
            throw new FlashFlowException(
                    "A model card is written as Markdown, and " + file + " does not end in .md; give such a name.");
        }
        AtomicFile.write(
                file, channel -> channel.write(ByteBuffer.wrap(toMarkdown().getBytes(StandardCharsets.UTF_8))));
    }

    @Override
    public String toHtml() {
        return CardHtml.of(model.title(), about, own);
    }

    /** As {@link #toMarkdown}. */
    @Override
    public String toString() {
        return toMarkdown();
    }
}
