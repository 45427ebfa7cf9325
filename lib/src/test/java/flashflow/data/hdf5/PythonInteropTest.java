package flashflow.data.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flashflow.FlashFlowException;
import flashflow.Python;
import flashflow.data.ColumnLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    private static final List<String> NAMES = List.of("a", "b μ", "x ", " y", "z/z");

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

    private static final String ATTRIBUTES =
            """
            import sys, h5py, numpy as np
            with h5py.File(sys.argv[1]) as f:
                a = f["data"].attrs
                assert sorted(a) == sorted(a.keys()) and len(a) == 12, list(a)
                assert [n.decode() for n in a["columns"]] == ["a", "b μ", "x ", " y", "z/z"], a["columns"]
                assert a["seed"] == 42 and a["lumi"] == 59.7 and a["empty"] == b"" and a["model"].decode() == "07a1 μ"
                assert a["raw"] is np.True_ or a["raw"] == True
                assert list(a["edges"]) == [0.5, 1.5] and list(a["counts"]) == [1, -2, 2**40]
                assert [t.decode() for t in a["texts"]] == ["p", "qμ"] and list(a["flags"]) == [True, False]
                assert a["a b/c"] == 1 and a["flags"].dtype == bool
                assert f["data"][:].shape == (100, 5)
            """;

    /** Also after somebody added to the file, which moves the attributes to another place. */
    private static final String ADDED =
            """
            import sys, h5py
            with h5py.File(sys.argv[1], "a") as f:
                for i in range(30):
                    f["data"].attrs[f"more {i}"] = i
                f.attrs["title"] = "sample"
                f["group/other"] = [[1.0]]
            """;

    private static final String TABLES =
            """
            import sys, tables
            with tables.open_file(sys.argv[1]) as f:
                a = f.root.data.attrs
                assert a["seed"] == 42 and a["lumi"] == 59.7 and list(a["edges"]) == [0.5, 1.5], a
                assert [n.decode() for n in a["columns"]] == ["a", "b μ", "x ", " y", "z/z"], a["columns"]
                assert f.root.data[:].shape == (100, 5)
            """;

    private Path withAttributes(int gzip) {
        var file = folder.resolve("attributes" + gzip + ".h5");
        try (var writer = Hdf5Writer.to(file)
                .columns(NAMES)
                .gzip(gzip)
                .attribute("seed", 42)
                .attribute("lumi", 59.7)
                .attribute("empty", "")
                .attribute("model", "07a1 μ")
                .attribute("raw", true)
                .attribute("edges", new double[] {0.5, 1.5})
                .attribute("counts", List.of(1, -2, 1L << 40))
                .attribute("texts", new String[] {"p", "qμ"})
                .attribute("flags", new boolean[] {true, false})
                .attribute("a b/c", 1)
                .open()) {
            writer.write(Hdf5WriterTest.rows(100), 0, 100);
            writer.finish();
        }
        return file;
    }

    private static void assertRead(Path file) {
        var layout = new ColumnLayout(List.of(), List.of("z/z", " y", "x ", "b μ", "a"));
        try (var dataset = Hdf5Dataset.of(layout, file).open()) {
            assertEquals(Hdf5WriterTest.rows(100)[4], Hdf5Files.readAll(dataset)[0]);
            assertEquals(layout, dataset.layout());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void everyReaderSeesTheAttributes(int gzip) {
        Python.assumed("h5py");
        var file = withAttributes(gzip);
        Python.run(ATTRIBUTES, file);
        Python.run(ADDED, file);
        assertRead(file);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void pyTablesSeesTheAttributes(int gzip) {
        Python.assumed("tables");
        Python.run(TABLES, withAttributes(gzip));
    }

    /** The HDF Group's own tools; copying by h5repack keeps the names. */
    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void theToolsSeeTheAttributes(int gzip) throws Exception {
        assumeTrue(tool("h5dump", "--version") != null, "skipped: there are no h5dump, h5ls and h5repack (hdf5-tools)");
        var file = withAttributes(gzip);
        assertEquals(12, tool("h5dump", "-A", file.toString()).split("ATTRIBUTE \"").length - 1);
        assertEquals(12, tool("h5ls", "-v", file.toString()).split("Attribute: ").length - 1);
        var copy = folder.resolve("copy.h5");
        assertEquals("", tool("h5repack", "-f", "GZIP=1", file.toString(), copy.toString()));
        assertEquals(12, tool("h5dump", "-A", copy.toString()).split("ATTRIBUTE \"").length - 1);
        assertRead(copy);
    }

    /** The line of Python that a refusal gives makes a file that is read. */
    @ParameterizedTest
    @CsvSource({"odd-siblings.h5, virtual, 5", "odd-siblings.h5, complex, 10", "bad-filter.h5, data, 5"})
    void thePythonLineOfARefusalConverts(String name, String dataset, int width) throws Exception {
        Python.assumed("h5py");
        for (String needed : List.of(name, "float-f4-little.h5")) {
            Files.copy(Hdf5Files.path(needed), folder.resolve(needed), StandardCopyOption.REPLACE_EXISTING);
        }
        var names = IntStream.range(0, width).mapToObj(i -> "c" + i).toList();
        var layout = new ColumnLayout(List.of(), names);
        String message = assertThrows(FlashFlowException.class, () -> Hdf5Dataset.of(layout, folder.resolve(name))
                        .dataset(dataset)
                        .open())
                .getMessage();
        String line = message.substring(message.indexOf("in Python: ") + 11, message.length() - 1);
        Python.run("import os, sys; os.chdir(sys.argv[1])\n" + line, folder);
        try (var converted = Hdf5Dataset.of(layout, folder.resolve("plain.h5")).open()) {
            assertEquals(Hdf5Files.ROWS, converted.rowCount());
            float last = Hdf5Files.readAll(converted)[Hdf5Files.ROWS * width - width];
            assertEquals(Hdf5Files.value(Hdf5Files.ROWS - 1, 0), last);
        }
    }

    /** What a program prints, or null where it is not there. */
    private static String tool(String... command) throws InterruptedException {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor(), printed);
            return printed;
        } catch (IOException e) {
            return null;
        }
    }
}
