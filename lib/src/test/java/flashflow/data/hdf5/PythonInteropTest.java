package flashflow.data.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flashflow.Python;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * h5py reads what the writer wrote, where the environment variable FLASHFLOW_PYTHON names a Python that has h5py.
 */
public class PythonInteropTest {
    private static final String SCRIPT =
            """
            import sys, h5py, numpy as np
            with h5py.File(sys.argv[1]) as f:
                d = f["data"]
                a = d[:]
                names = [n.decode() for n in d.attrs["columns"]]
                i = np.arange(a.size)
                expected = (np.sin(i * 0.1) * (1 + i % 5)).astype("f4").reshape(-1, 5)
                same = np.allclose(a, expected, rtol=1e-6, atol=1e-7)
                print(a.shape, a.dtype, same, names, d.compression, d.shuffle, d.chunks,
                      d.attrs["seed"], d.attrs["lumi"], d.attrs["model"].decode())
                print(float(d[len(d) // 2, 3]) == float(a[len(d) // 2, 3]))
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1000; 0; 0; None False None",
                "1000; 4; 64; gzip True (64, 5)",
                "20; 4; 64; gzip True (20, 5)",
                "64; 1; 64; gzip True (64, 5)",
                "70; 0; 64; None False (64, 5)",
                "3000; 4; 1; gzip True (1, 5)"
            })
    void h5pyReadsIt(int count, int gzip, int chunkRows, String storage) throws Exception {
        Python.assumed("h5py");
        var file = folder.resolve("rows.h5");
        try (var writer = Hdf5Writer.to(file)
                .columns(Hdf5Files.LAYOUT)
                .gzip(gzip)
                .chunkRows(chunkRows)
                .attribute("seed", 42)
                .attribute("lumi", 59.7)
                .attribute("model", "sha256:07a1 μ")
                .open()) {
            writer.write(Hdf5WriterTest.rows(count), 0, count);
            writer.finish();
        }
        var printed = Python.run(SCRIPT, file).lines().toList();
        assertEquals(
                "(" + count + ", 5) float32 True ['a', 'b', 'x', 'y', 'z'] " + storage + " 42 59.7 sha256:07a1 μ",
                printed.get(0));
        assertEquals("True", printed.get(1));
    }
}
