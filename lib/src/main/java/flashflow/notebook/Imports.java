package flashflow.notebook;

import java.util.List;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** What every notebook can name without an import. */
final class Imports {
    private static final List<String> ALL = List.of(
            "flashflow.*",
            "flashflow.data.*",
            "flashflow.data.loading.*",
            "flashflow.data.hdf5.*",
            "flashflow.preprocessing.*",
            "flashflow.flow.*",
            "flashflow.flow.kernels.Tf32",
            "flashflow.training.*",
            "flashflow.training.checkpoint.Checkpoint",
            "flashflow.training.schedule.*",
            "flashflow.generation.*",
            "flashflow.validation.*",
            "flashflow.plots.*",
            "flashflow.notebook.*",
            "flashflow.toy.*",
            "flashflow.storage.*",
            "flashflow.interop.*",
            "flashflow.flow.SplineFlow",
            "tech.tablesaw.api.*",
            "java.nio.file.Path",
            "java.nio.file.Files",
            "java.util.stream.*");

    private Imports() {}

    static void add(BaseKernel kernel) {
        for (String name : ALL) {
            try {
                kernel.evalRaw("import " + name + ";");
            } catch (RuntimeException e) {
                // A jar without this package: the rest is of use all the same.
                continue;
            }
        }
    }
}
