package flashflow.data.hdf5;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;

/**
 * Files that physicists have put before the public. They lie in a folder beside the repository, or in the one that the variable
 * FLASHFLOW_FILES names; where there is none, one test is skipped instead of them.
 */
public final class RealFiles {
    private static final String VARIABLE = "FLASHFLOW_FILES";

    private RealFiles() {}

    /**
     * A test for each case whose file is there.
     *
     * @param file name of a case's file
     * @param name what a case is about
     * @param check takes the folder and a case
     */
    public static <T> Stream<DynamicTest> tests(
            List<T> cases, Function<T, String> file, Function<T, String> name, BiConsumer<Path, T> check) {
        String named = System.getenv(VARIABLE);
        var folder = Path.of(named == null ? "../../shared/files" : named);
        if (!Files.isDirectory(folder)) {
            return Stream.of(DynamicTest.dynamicTest(
                    cases.size() + " cases",
                    () -> Assumptions.abort("there is no folder of files that others made, see " + VARIABLE)));
        }
        return cases.stream()
                .filter(each -> Files.exists(folder.resolve(file.apply(each))))
                .map(each -> DynamicTest.dynamicTest(
                        file.apply(each) + ": " + name.apply(each), () -> check.accept(folder, each)));
    }
}
