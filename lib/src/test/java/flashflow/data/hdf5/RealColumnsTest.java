package flashflow.data.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.Python;
import flashflow.data.NonFinite;
import flashflow.data.columns.ColumnDataset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a user wants of {@link RealFiles}, and gets; value for value as h5py reads it where there is a Python, else by sums. */
class RealColumnsTest {
    /**
     * A wish.
     *
     * @param opening how it is opened
     * @param python an expression of numpy for the same rows, in which f is h5py's file
     * @param rows their number
     * @param sum of all values, of h5py
     */
    private record Wish(
            String file, Function<Path, ColumnDataset.Builder> opening, String python, long rows, double sum) {}

    private static final List<Wish> WISHES = List.of(
            new Wish(
                    "puma_file1.h5",
                    path -> Hdf5Dataset.columns(path, "jets")
                            .context("pt", "eta", "mass", "flavour_label")
                            .targets("MockTagger_*"),
                    "cols(f['jets'][()], 'pt eta mass flavour_label MockTagger_pu MockTagger_pc MockTagger_pb')",
                    1000,
                    228722915.20955396),
            new Wish(
                    "puma_file1.h5",
                    path -> Hdf5Dataset.columns(path, "tracks")
                            .flatten()
                            .mask("valid")
                            .targets("d0", "z0SinTheta", "numberOfPixelHits", "row", "position"),
                    "(lambda t: np.c_[cols(t[t['valid']], 'd0 z0SinTheta numberOfPixelHits'), np.argwhere(t['valid'])])"
                            + "(f['tracks'][()])",
                    20_146,
                    10449053.070726076),
            new Wish(
                    "puma_file1.h5",
                    path -> Hdf5Dataset.columns(path, "tracks", "jets")
                            .flatten()
                            .mask("valid")
                            .context("pt", "flavour_label")
                            .targets("d0"),
                    "(lambda t, j: np.c_[np.repeat(j, t['valid'].sum(1), 0), t[t['valid']]['d0']])"
                            + "(f['tracks'][()], cols(f['jets'][()], 'pt flavour_label'))",
                    20_146,
                    4078473594.171712),
            new Wish(
                    "spanet_tth.h5",
                    path -> Hdf5Dataset.columns(path, "INPUTS/Momenta", "INPUTS/Met", "TARGETS")
                            .flatten()
                            .mask("MASK")
                            .context("met", "h/b1", "lt/l")
                            .targets("pt", "eta", "mass", "btag"),
                    "(lambda m, g: np.c_[np.repeat(np.c_[f['INPUTS/Met/met'], f['TARGETS/h/b1'], f['TARGETS/lt/l']],"
                            + " m.sum(1), 0), *[g[c][()][m] for c in 'pt eta mass btag'.split()]])"
                            + "(f['INPUTS/Momenta/MASK'][()], f['INPUTS/Momenta'])",
                    8034,
                    1359928.2393517504),
            new Wish(
                    "spanet_tth.h5",
                    path -> Hdf5Dataset.columns(path, "INPUTS/Met", "REGRESSIONS/EVENT", "TARGETS")
                            .context("met", "sumet")
                            .targets("log_invariant_mass", "h/*"),
                    "np.c_[f['INPUTS/Met/met'], f['INPUTS/Met/sumet'], f['REGRESSIONS/EVENT/log_invariant_mass'],"
                            + " f['TARGETS/h/b1'], f['TARGETS/h/b2']]",
                    1000,
                    785137.6077399254),
            new Wish(
                    "sps_jets.h5",
                    path -> Hdf5Dataset.columns(path, "jet_features/data")
                            .flatten()
                            .labels("labels")
                            .context("Eta", "Phi")
                            .targets("Pt", "M", "Energy"),
                    "f['jet_features/data'][()].reshape(-1, 9)[:, [0, 1, 2, 3, 8]]",
                    14_812,
                    23234551.860687654),
            new Wish(
                    "sps_jets.h5",
                    path -> Hdf5Dataset.columns(path, "jet_features/data[:, 0, :]")
                            .context("Eta")
                            .targets("Pt", "M"),
                    "f['jet_features/data'][:, 0, :][:, [0, 2, 3]]",
                    7406,
                    7362593.3595527485),
            new Wish(
                    "sps_jets.h5",
                    path -> Hdf5Dataset.columns(path, "jet_features/data", "event_features/data")
                            .flatten()
                            .context("MET", "Mjj")
                            .targets("Pt"),
                    "np.c_[np.repeat(f['event_features/data'][()], 2, 0)[:, [0, 4]],"
                            + " f['jet_features/data'][()].reshape(-1, 9)[:, 2]]",
                    14_812,
                    39148553.68530101),
            new Wish(
                    "hpcgen.hdf5",
                    path -> Hdf5Dataset.columns(path, "particles")
                            .labels("properties")
                            .context("id")
                            .targets("px", "py", "pz", "e"),
                    "f['particles'][:, [0, 6, 7, 8, 9]]",
                    400,
                    198704.59577765045),
            new Wish(
                    "hpcgen.hdf5",
                    path -> Hdf5Dataset.columns(path, "events").targets("nparticles", "start", "scale"),
                    "f['events'][:, [1, 2, 4]]",
                    100,
                    24764.559969883554),
            new Wish(
                    "legend_evt.lh5",
                    path -> Hdf5Dataset.columns(path, "evt")
                            .context("trigger/timestamp", "geds/multiplicity")
                            .targets("geds/energy_sum", "spms/energy_sum")
                            .nonFinite(NonFinite.DROP),
                    "(lambda x: x[np.isfinite(x).all(1)])(np.c_[f['evt/trigger/timestamp'], f['evt/geds/multiplicity'],"
                            + " f['evt/geds/energy_sum'], f['evt/spms/energy_sum']])",
                    1000,
                    1759786140992.5503),
            new Wish(
                    "legend_evt.lh5",
                    path -> Hdf5Dataset.columns(path, "evt/geds/energy/flattened_data", "evt/geds/t0/flattened_data")
                            .targets("*")
                            .nonFinite(NonFinite.DROP),
                    "(lambda x: x[np.isfinite(x).all(1)])"
                            + "(np.c_[f['evt/geds/energy/flattened_data'], f['evt/geds/t0/flattened_data']])",
                    1842,
                    89853723.50469017),
            new Wish(
                    "mat1.mat",
                    path -> Hdf5Dataset.columns(path, "data/arr_double", "data/arr_bool", "data/arr_two_three")
                            .transposed()
                            .targets("arr_double", "arr_bool", "arr_two_three[*"),
                    "np.c_[f['data/arr_double'], f['data/arr_bool'], f['data/arr_two_three'][()].T]",
                    3,
                    25.6),
            new Wish("h5wasm_compressed.h5", path -> columns(path, "gzip"), "f['gzip'][()]", 100, 5012.848641394026),
            new Wish(
                    "h5wasm_compressed.h5",
                    path -> columns(path, "gzip_shuffle"),
                    "f['gzip_shuffle'][()]",
                    100,
                    5012.848641394026),
            new Wish(
                    "h5wasm_compressed.h5",
                    path -> columns(path, "scaleoffset"),
                    "f['scaleoffset'][()]",
                    100,
                    5012.848803655799),
            new Wish("pt_float.h5", path -> columns(path, "float16"), "f['float16'][()]", 5, 135.0),
            new Wish("pt_float.h5", path -> columns(path, "float64"), "f['float64'][()]", 5, 135.0),
            new Wish(
                    "pt_smpl_compound_chunked.h5",
                    path -> Hdf5Dataset.columns(path, "CompoundChunked")
                            .context("a_name", "e_name")
                            .targets("d_name*")
                            .carry("c_name"),
                    "(lambda c: np.c_[cols(c, 'a_name e_name'), c['d_name'].reshape(len(c), -1)])(f['CompoundChunked'][()])",
                    6,
                    2729.400000154972));

    private static ColumnDataset.Builder columns(Path path, String dataset) {
        return Hdf5Dataset.columns(path, dataset).targets("*");
    }

    /** What is no data, and what the sentence says. */
    private record Refused(String file, String place, String sentence) {}

    private static final List<Refused> REFUSED = List.of(
            new Refused(
                    "h5wasm_compressed.h5",
                    "szip",
                    "filter 4 ('szip'), which is not supported; call h5repack -f GZIP=4"),
            new Refused("pt_float.h5", "longdouble", "floating-point numbers of unusual width or layout"),
            new Refused("legend_evt.lh5", "evt/geds/energy", "lists of different lengths"),
            new Refused("mat1.mat", "data/cell_", "references"));

    @TestFactory
    Stream<DynamicTest> givesWhatIsWanted() {
        return RealFiles.tests(WISHES, Wish::file, Wish::python, RealColumnsTest::check);
    }

    @TestFactory
    Stream<DynamicTest> saysWhyNot() {
        return RealFiles.tests(REFUSED, Refused::file, Refused::place, (folder, refused) -> {
            var builder = columns(folder.resolve(refused.file()), refused.place());
            var said = assertThrows(FlashFlowException.class, builder::open);
            assertTrue(said.getMessage().contains(refused.sentence()), said::getMessage);
        });
    }

    private static void check(Path folder, Wish wish) {
        var file = folder.resolve(wish.file());
        double[] values;
        try (var data = wish.opening().apply(file).open()) {
            assertEquals(wish.rows(), data.rowCount());
            values = new double[(int) data.rowCount() * data.width()];
            data.readExact(0, (int) data.rowCount(), values, 0);
        }
        double sum = Arrays.stream(values).sum();
        assertEquals(wish.sum(), sum, 1e-9 * Math.abs(wish.sum()));
        if (Python.has("h5py")) {
            double[] expected = Stream.of(Python.run(
                                    """
                                    import sys, h5py, numpy as np
                                    def cols(a, names): return np.stack([a[n].astype('f8') for n in names.split()], -1)
                                    f = h5py.File(sys.argv[1])
                                    print(*[repr(float(x)) for x in np.asarray(eval(sys.argv[2]), 'f8').ravel()])
                                    """,
                                    file,
                                    wish.python())
                            .split(" "))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            assertTrue(Arrays.equals(expected, values), "other values than h5py's");
        }
    }
}
