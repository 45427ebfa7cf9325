package flashflow.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.data.Hdf5Dataset;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TagJetsTest {
    private static final String JETS = "../data/jets-valid.h5";

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

    private static double simulated() {
        try (var jets = Hdf5Dataset.jets(Path.of(JETS))) {
            var b = jets.table()
                    .where(t -> t.numberColumn("MGenJet_hadronFlavour").isEqualTo(5));
            var tagged = b.where(b.numberColumn("MJet_btagDeepB").isGreaterThan(0.5));
            return 100.0 * tagged.rowCount() / b.rowCount();
        }
    }
}
