package flashflow.preprocessing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.preprocessing.transforms.Dequantise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The presets against numpy (make_preprocessing_reference.py); noise is compared after it is taken away. */
class PresetReferenceTest {
    @Test
    void jetsAreAsNumpyHasThem() throws IOException {
        compare(Preprocessing.jets(), "jets.csv");
    }

    @Test
    void muonsAreAsNumpyHasThem() throws IOException {
        compare(Preprocessing.muons(), "muons.csv");
    }

    @Test
    void theScriptsSlipIsThereByName() {
        int width = 31;
        var names = Preprocessing.jets().layout().columns();
        float[] in = new float[width];
        in[names.indexOf("MJet_btagDeepB")] = -1;
        in[names.indexOf("MJet_btagDeepC")] = 0.5f;
        in[names.indexOf("MJet_btagCSVV2")] = 0.25f;
        float[] own = new float[width];
        float[] slip = new float[width];
        Preprocessing.jets().apply(0, 1, in, own);
        Preprocessing.jetsMaskedByDeepB().apply(0, 1, in, slip);
        assertEquals(0.5f, own[names.indexOf("MJet_btagDeepC")]);
        assertEquals(0.25f, own[names.indexOf("MJet_btagCSVV2")]);
        assertEquals(-0.1f, slip[names.indexOf("MJet_btagDeepC")]);
        assertEquals(-0.1f, slip[names.indexOf("MJet_btagCSVV2")]);
        assertEquals(-0.1f, own[names.indexOf("MJet_btagDeepB")]);
    }

    private static void compare(Preprocessing preset, String file) throws IOException {
        var lines = Files.readAllLines(Path.of("src/test/resources/preprocessing", file));
        assertEquals(preset.layout().columns(), List.of(lines.get(1).split(",")));
        int width = preset.layout().width();
        int rows = (lines.size() - 2) / 2;
        float[] raw = new float[rows * width];
        float[] expected = new float[rows * width];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(numbers(lines.get(2 + 2 * row)), 0, raw, row * width, width);
            System.arraycopy(numbers(lines.get(3 + 2 * row)), 0, expected, row * width, width);
        }
        float[] out = new float[rows * width];
        preset.apply(0, rows, raw, out);
        compareForward(preset, expected, out);
        compareInverse(preset, raw, expected, out, rows);
    }

    private static void compareForward(Preprocessing preset, float[] expected, float[] out) {
        var noisy = new ArrayList<String>();
        for (int i = 0; i < out.length; i++) {
            var chain = preset.chains().get(i % preset.layout().width());
            boolean dequantised = chain.transforms().stream().anyMatch(Dequantise.class::isInstance);
            if (Float.isNaN(expected[i])) {
                assertTrue(out[i] <= -4, chain.name());
                noisy.add(chain.name());
            } else {
                assertEquals(expected[i], out[i], dequantised ? 0.5 : 2e-6 * (1 + Math.abs(expected[i])), chain.name());
            }
        }
        assertEquals(preset.layout().width() == 52, noisy.size() > 40);
    }

    private static void compareInverse(Preprocessing preset, float[] raw, float[] expected, float[] out, int rows) {
        float[] back = new float[raw.length];
        preset.inverse(rows, out, back);
        for (int i = 0; i < raw.length; i++) {
            String name = preset.layout().columns().get(i % preset.layout().width());
            boolean changed = expected[i] == 0 || preset.layout().width() == 31 && expected[i] != raw[i];
            double truth = Float.isNaN(expected[i]) ? 0 : changed ? expected[i] : limited(name, raw[i]);
            assertEquals(truth, back[i], 3e-5 * (1 + Math.abs(truth)) + 1e-3 * Math.abs(truth), name);
        }
    }

    /** Clips of the muons, once more. */
    private static double limited(String name, double x) {
        return switch (name) {
            case "MMuon_dz" -> Math.max(-20, Math.min(20, x));
            case "MMuon_dxyErr", "MMuon_dzErr", "MMuon_ip3d" -> Math.min(1, x);
            case "MMuon_jetPtRelv2" -> Math.min(200, x);
            case "MMuon_jetRelIso", "MMuon_pfRelIso03_all" -> Math.min(100, x);
            case "MMuon_pfRelIso03_chg" -> Math.min(40, x);
            case "MMuon_pfRelIso04_all" -> Math.min(70, x);
            case "MMuon_ptErr" -> Math.min(300, x);
            case "MMuon_sip3d" -> Math.min(1000, x);
            default -> x;
        };
    }

    private static float[] numbers(String line) {
        double[] values = Arrays.stream(line.split(","))
                .mapToDouble(s -> s.equals("nan") ? Double.NaN : Double.parseDouble(s))
                .toArray();
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
