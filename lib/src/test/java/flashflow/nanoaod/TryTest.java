package flashflow.nanoaod;

import flashflow.events.*;
import flashflow.flow.*;
import flashflow.preprocessing.*;
import java.nio.file.*;
import java.util.*;
import org.junit.jupiter.api.Test;

class TryTest {
    @Test
    void all() {
        var in = Path.of("/tmp/njava-try/nano_dy.root");
        var jets = NanoAod.jets(in);
        System.out.println(jets);
        System.out.println(NanoAod.jets(in));
        var muons = NanoAod.muons(in);
        System.out.println(muons);
        var jm = model(jets);
        var mm = model(muons);
        ClassProbabilities half = new ClassProbabilities() {
            public List<String> context() {
                return List.of("MGenJet_pt");
            }

            public int classes() {
                return 2;
            }

            public double[] probabilities(long f, int rows, float[] c) {
                double[] p = new double[2 * rows];
                Arrays.fill(p, .5);
                return p;
            }
        };
        ClassProbabilities num = new ClassProbabilities() {
            public List<String> context() {
                return List.of("nGenJet");
            }

            public int classes() {
                return 3;
            }

            public double[] probabilities(long f, int rows, float[] c) {
                double[] p = new double[3 * rows];
                Arrays.fill(p, 1 / 3.);
                return p;
            }
        };
        System.out.println(jets.unmatched());
        var um = FlowModel.of(
                FlowConfig.of(
                        jets.unmatchedColumns().size(), jets.eventContext().size(), 2, 16, 1, 8),
                Preprocessing.standardise(jets.unmatched().layout()));
        um.fitPreprocessing(jets.unmatched());
        var g = EventGeneration.of(
                        ObjectModel.of(jets, jm).efficiency(half).unmatched(num, um), ObjectModel.of(muons, mm))
                .seed(3)
                .folds(2);
        System.out.println(g.toHdf5(in, Path.of("/tmp/njava-try/o.h5")));
        System.out.println(g.toParquet(in, Path.of("/tmp/njava-try/o.parquet")));
        System.out.println(g.toNanoAod(in, Path.of("/tmp/njava-try/o.root")));
    }

    static FlowModel model(NanoObjects o) {
        var l = o.layout();
        var m = FlowModel.of(
                FlowConfig.of(l.targets().size(), l.context().size(), 2, 16, 1, 8), Preprocessing.standardise(l));
        m.fitPreprocessing(o.pairs());
        return m;
    }
}
