package flashflow.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import flashflow.data.hdf5.Hdf5Dataset;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TagJetsTest {
    private static final String JETS = "../data/jets-train.h5";

    @Test
    void tagsAboutAsManyJetsAsTheFullSimulation() {
        var printed = new ByteArrayOutputStream();
        var usual = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            TagJets.main(new String[] {"../data/jets.flow", JETS});
        } finally {
            System.setOut(usual);
        }
        String sentence = printed.toString(StandardCharsets.UTF_8).trim();
        assertTrue(sentence.endsWith("b jets are tagged."), sentence);
        assertEquals(simulated(), Double.parseDouble(sentence.split(" ")[0]), 5, sentence);
    }

    @Test
    void notebookShowsTheProgramAsItIs() throws IOException {
        String program = Files.readString(Path.of("src/test/java/flashflow/examples/TagJets.java"));
        var book = JsonParser.parseString(Files.readString(Path.of("../notebooks/09-your-own-analysis.ipynb")));
        var text = new StringBuilder();
        for (var cell : book.getAsJsonObject().getAsJsonArray("cells")) {
            cell.getAsJsonObject().getAsJsonArray("source").forEach(line -> text.append(line.getAsString()));
        }
        assertTrue(text.toString().contains(program.strip()), "copy TagJets.java into notebook 09 again");
    }

    private static double simulated() {
        try (var jets = Hdf5Dataset.jets(Path.of(JETS))) {
            var b = jets.table()
                    .where(t -> t.numberColumn("MGenJet_hadronFlavour").isEqualTo(5));
            var tagged = b.where(b.numberColumn("MJet_btagDeepB").isGreaterThan(0.5));
            return 100.0 * tagged.rowCount() / b.rowCount();
        }
    }
}
