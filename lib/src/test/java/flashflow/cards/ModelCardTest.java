package flashflow.cards;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import flashflow.FlashFlowException;
import flashflow.categorical.CategoricalConfig;
import flashflow.categorical.CategoricalModel;
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.data.RowTables;
import flashflow.data.columns.CsvDataset;
import flashflow.flow.FlowConfig;
import flashflow.flow.FlowModel;
import flashflow.plots.Plots;
import flashflow.preprocessing.Preprocessing;
import flashflow.random.RandomStream;
import flashflow.training.Recorder;
import flashflow.training.Training;
import flashflow.training.checkpoint.Checkpoint;
import flashflow.training.ensemble.Ensemble;
import flashflow.validation.Validation;
import flashflow.validation.ValidationOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelCardTest {
    private static final ColumnLayout LAYOUT = new ColumnLayout(List.of("gen|pt"), List.of("x`0", "a_b*<i>"));
    private static final FlowConfig CONFIG = FlowConfig.of(2, 1, 2, 8, 1, 4).tailBound(4);

    @TempDir
    Path folder;

    private static InMemoryDataset rows(int count) {
        var random = RandomStream.of(7);
        float[] values = new float[3 * count];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.gaussian() + (i % 3 == 0 ? 0 : values[i - 1]);
        }
        return InMemoryDataset.of(LAYOUT, values);
    }

    private static FlowModel model() {
        return FlowModel.of(CONFIG, Preprocessing.standardise(LAYOUT), Device.cpu());
    }

    private static Training training(FlowModel model) {
        return Training.of(model)
                .epochs(3)
                .batchSize(64)
                .listeners(new Recorder())
                .seed(5);
    }

    /** A row of a card's table of facts. */
    private static void has(ModelCard card, String name, String value) {
        String row = "| " + name + " | " + CardMarkdown.escaped(value) + " |\n";
        assertTrue(card.toMarkdown().contains(row), () -> row + "in\n" + card);
    }

    @Test
    void tellsWhatAModelWasTrainedOn() throws IOException {
        Path file = folder.resolve("jets.flow");
        String inMemory;
        try (var model = model()) {
            var run = training(model).keepBest().validateOn(rows(200)).fit(rows(400));
            var card = ModelCard.of(model);
            has(card, "rows", "400");
            has(card, "files", "unknown");
            has(card, "validation rows", "200");
            has(card, "epochs", "3");
            has(card, "updates", "18");
            has(card, "ended", "finished");
            has(card, "seed", "5");
            has(card, "weights", "of the best validation");
            has(
                    card,
                    "best validation",
                    String.format(
                            Locale.ROOT,
                            "%.4f nats at epoch %.0f",
                            run.bestNll(),
                            run.bestEpoch().orElseThrow()));
            has(
                    card,
                    "parameters",
                    String.format(Locale.ROOT, "%,d", model.flow().layout().parameterCount()));
            assertArrayEquals(
                    run.history().doubleColumn("training_nll").asDoubleArray(),
                    card.histories()
                            .get("training")
                            .doubleColumn("training_nll")
                            .asDoubleArray());
            Plots.loss(card.histories());
            model.save(file);
            inMemory = card.toMarkdown();
        }
        var card = ModelCard.of(file);
        has(card, "file", String.format(Locale.ROOT, "jets.flow, %,d bytes", Files.size(file)));
        has(card, "release that wrote it", "unknown");
        has(card, "format version of the file", "1");
        String withoutFile = card.toMarkdown().replaceAll("\\| (file|release that wrote it) \\|.*\n", "");
        assertEquals(inMemory, withoutFile);
    }

    @Test
    void tellsTheFilesThatTheRowsCameFrom() throws IOException {
        Path csv = folder.resolve("my jets.csv");
        var text = new StringBuilder("y,x0,x1\n");
        float[] values = new float[300];
        rows(100).read(0, 100, values, 0);
        for (int i = 0; i < 300; i += 3) {
            text.append(values[i] + "," + values[i + 1] + "," + values[i + 2] + "\n");
        }
        Files.writeString(csv, text);
        var plain = new ColumnLayout(List.of("y"), List.of("x0", "x1"));
        try (var model = FlowModel.of(CONFIG, Preprocessing.standardise(plain), Device.cpu());
                var rows = CsvDataset.columns(csv)
                        .context("y")
                        .targets("x*")
                        .where("x0 > -9")
                        .open()) {
            training(model).fit(rows);
            has(ModelCard.of(model), "files", "my jets.csv");
            assertFalse(ModelCard.of(model).toMarkdown().contains(folder.toString()));
        }
    }

    @Test
    void equalTrainingsMakeEqualFiles() throws IOException {
        for (String name : List.of("one", "two")) {
            try (var model = model()) {
                training(model).validateOn(rows(200)).fit(rows(400));
                model.save(folder.resolve(name));
            }
        }
        assertArrayEquals(Files.readAllBytes(folder.resolve("one")), Files.readAllBytes(folder.resolve("two")));
    }

    @Test
    void aTrainingAfterAnotherIsASecondOneAndGoingOnIsNot() {
        try (var model = model()) {
            training(model).fit(rows(400));
            training(model).fit(rows(400));
            assertEquals(
                    List.of("training 1", "training 2"),
                    List.copyOf(ModelCard.of(model).histories().keySet()));
        }
        try (var model = model()) {
            training(model).checkpoints(folder).fit(rows(400));
        }
        var more = Training.resume(folder, Device.cpu()).epochs(5).listeners(new Recorder());
        try (var flow = more.flow()) {
            more.fit(rows(400));
            assertEquals(1, flow.trainings().all().size());
            assertEquals(5, flow.trainings().all().get(0).epochs());
        }
    }

    @Test
    void checkpointsAndTheBestHaveCardsToo() {
        try (var model = model()) {
            training(model).checkpoints(folder).validateOn(rows(200)).fit(rows(400));
        }
        has(ModelCard.of(folder.resolve("best.safetensors")), "weights", "of the best validation");
        var newest = ModelCard.of(Checkpoint.open(folder).file());
        has(newest, "weights", "of the last update");
        has(newest, "rows", "400");
        has(newest, "ended", "finished");
    }

    @Test
    void anEnsembleHasARowForEachMember() {
        var ensemble = Ensemble.of(CONFIG, Preprocessing.standardise(LAYOUT), 2)
                .device(Device.cpu())
                .training(t -> t.epochs(2).batchSize(64))
                .listeners(new Recorder())
                .fit(rows(300));
        Path file = folder.resolve("ensemble.flow");
        try (var model = ensemble.model()) {
            model.save(file);
        }
        var card = ModelCard.of(file);
        assertEquals(List.of("flow 1", "flow 2"), List.copyOf(card.histories().keySet()));
        has(card, "format version of the file", "2");
        has(card, "seed", "0, 1");
        assertTrue(card.toMarkdown().contains("Ensemble of 2 flows"), card::toString);
        assertTrue(card.toMarkdown().contains("| flow 2 |"), card::toString);
    }

    @Test
    void aCategoricalModelHasItsClasses() {
        var layout = new ColumnLayout(List.of("y"), List.of("class"));
        float[] values = new float[400];
        for (int i = 0; i < 200; i++) {
            values[2 * i] = i;
            values[2 * i + 1] = i % 4 == 0 ? 1 : 0;
        }
        var config = CategoricalConfig.of(2, 1).hidden(8);
        Path file = folder.resolve("found.model");
        String hash;
        try (var model = CategoricalModel.of(config, Preprocessing.standardise(layout), Device.cpu())) {
            Training.of(model)
                    .epochs(2)
                    .batchSize(50)
                    .listeners(new Recorder())
                    .fit(InMemoryDataset.of(layout, values));
            model.save(file);
            hash = model.hash();
        }
        var card = ModelCard.of(file);
        assertTrue(card.toMarkdown().contains("| 1 | 0.25 |"), card::toString);
        has(card, "rows", "200");
        has(card, "hidden", "8");
        has(card, "hash of weights and preprocessing", hash);
        has(card, "best validation", "none");
    }

    @Test
    void whatIsNotKnownIsSaidToBe() {
        try (var model = model()) {
            String card = ModelCard.of(model).toMarkdown();
            assertTrue(card.contains("How the weights came about is unknown"), card);
            assertTrue(card.contains("The ranges of the training rows are unknown"), card);
            assertEquals(0, ModelCard.of(model).histories().size());
            training(model).fit(rows(200));
            var values = model.flow().values();
            model.flow().set(values.parameters(), values.statistics(), values.permutations());
            assertTrue(ModelCard.of(model).toMarkdown().contains("How the weights came about is unknown"));
        }
        var golden = Path.of("src/test/resources/flow/golden/version-1/coupling.flow");
        assertTrue(ModelCard.of(golden).toMarkdown().contains("How the weights came about is unknown"));
        assertThrows(FlashFlowException.class, () -> ModelCard.of(folder.resolve("missing")));
    }

    @Test
    void textFromOutsideIsShownAsItIs() throws IOException {
        try (var model = model()) {
            training(model).fit(rows(400));
            var card = ModelCard.of(model).about("For <b>me</b> | and `you`.");
            String markdown = card.toMarkdown();
            assertTrue(markdown.contains("| gen\\|pt |"), markdown);
            assertTrue(markdown.contains("| x\\`0 |") && markdown.contains("| a_b\\*\\<i> |"), markdown);
            assertTrue(markdown.contains("For \\<b>me\\</b> \\| and \\`you\\`."), markdown);
            assertTrue(card.toHtml().contains("a_b*&lt;i&gt;") && !card.toHtml().contains("<b>me"), card::toHtml);
            card.save(folder.resolve("card.md"));
            assertEquals(markdown, Files.readString(folder.resolve("card.md")));
            String refusal = assertThrows(FlashFlowException.class, () -> card.save(folder.resolve("card.html")))
                    .getMessage();
            assertTrue(refusal.contains("does not end in .md"), refusal);
        }
    }

    /** A row of every table has as many cells as its head, whatever is in them. */
    @Test
    void everyTableIsWhole() {
        try (var model = model()) {
            training(model).validateOn(rows(200)).fit(rows(400));
            int cells = 0;
            for (String line : ModelCard.of(model).toMarkdown().lines().toList()) {
                int here = line.replace("\\\\", "").replace("\\|", "").split("\\|", -1).length;
                assertTrue(!line.startsWith("|") || cells == 0 || here == cells, line);
                cells = line.startsWith("|") ? here : 0;
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "MJet_ptRatio,MJet_ptRatio",
                "_x_,\\_x\\_",
                "a$b$,a\\$b\\$",
                "#1,\\#1",
                "back\\slash,back\\\\slash",
                "[a](b),[a\\](b)",
                "[-4; 4],[-4; 4]",
                "1. first,1\\. first",
                "1.5 of 2,1.5 of 2",
                "- item,\\- item",
                "-5,-5",
                "---,\\---",
                "> quoted,\\> quoted",
                "a > b,a > b",
                "&amp;,\\&amp;"
            })
    void markdownIsEscaped(String text, String escaped) {
        assertEquals(escaped, CardMarkdown.escaped(text));
        assertEquals("two lines", CardMarkdown.escaped("two\nlines\r\n"));
    }

    @Test
    void theValidationIsHandedOver() {
        var reference = RowTables.table(List.of("a", "b"), new float[2000], 1000);
        for (int i = 0; i < 1000; i++) {
            reference.floatColumn("a").set(i, i % 37);
            reference.floatColumn("b").set(i, i % 41);
        }
        var report = Validation.compare(
                reference, reference.sampleN(500), ValidationOptions.defaults().withRepetitions(3, 2));
        try (var model = model()) {
            String card = ModelCard.of(model).validation(report).toMarkdown();
            assertTrue(card.contains("## Validation"), card);
            assertTrue(card.contains("| a | W1 |") || card.contains("| a | "), card);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "tr", "ar-u-nu-arab"})
    void isTheSameInEveryLanguage(String language) {
        try (var model = model()) {
            training(model).validateOn(rows(200)).fit(rows(400));
            String usual =
                    ModelCard.of(model).toMarkdown() + ModelCard.of(model).toHtml();
            var before = Locale.getDefault();
            Locale.setDefault(Locale.forLanguageTag(language));
            try {
                assertEquals(
                        usual,
                        ModelCard.of(model).toMarkdown() + ModelCard.of(model).toHtml());
            } finally {
                Locale.setDefault(before);
            }
        }
    }
}
