package flashflow.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.data.RowSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every line of Java in docs/what-opens.md, and of the README behind its first block, does what it says, in a shell with the imports of a cell. */
public class WhatOpensTest {
    private static final Path PAGE = Path.of("..", "docs", "what-opens.md");

    /** A block of Java, or the last cell of a row of a table whose code opens something. */
    private static final Pattern CODE =
            Pattern.compile("```java\n(?<block>.*?)```|\\| `(?<line>\\w+\\.[^`\n]*open\\(\\))` \\|\n", Pattern.DOTALL);

    @TempDir
    Path out;

    @Test
    void everyLineOfThePageRuns() throws IOException {
        var codes = codes(PAGE);
        assertTrue(codes.size() > 20, () -> "only " + codes);
        run(codes);
    }

    /** The first one, which trains, is run by the test command. That of NanoAOD is compiled here; ChainTest runs its way. */
    @Test
    void theReadmesOtherBlocksRun() throws IOException {
        var codes = codes(Path.of("..", "README.md"));
        codes.set(0, "var path = Path.of(\"data/kinds.h5\");");
        assertEquals(3, codes.size());
        assertTrue(codes.get(2).contains("NanoAod.jets"));
        codes.set(
                2,
                "void nano(FlowModel flow, CategoricalModel found, CategoricalModel howMany, FlowModel pileup) {\n"
                        + codes.get(2) + "}");
        run(codes);
    }

    private static List<String> codes(Path page) throws IOException {
        var codes = new ArrayList<String>();
        var matcher = CODE.matcher(Files.readString(page));
        while (matcher.find()) {
            String line = matcher.group("line");
            codes.add(line == null ? matcher.group("block") : "flashflow.notebook.WhatOpensTest.read(" + line + ")");
        }
        return codes;
    }

    private void run(List<String> codes) {
        try (var shell = JShell.builder().executionEngine("local").build()) {
            shell.addToClasspath(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
            run(shell, "import java.util.*;");
            Imports.types().forEach(type -> run(shell, "import " + type + ";"));
            for (String code : codes) {
                run(shell, code.replace("data/", "../data/").replace("out/", out.toString() + "/"));
            }
        }
    }

    /** Reads rows that a line has opened. */
    public static long read(RowSource rows) {
        try (rows) {
            assertTrue(rows.rowCount() > 3);
            assertEquals(3, rows.head(3).rowCount());
            return rows.rowCount();
        }
    }

    private static void run(JShell shell, String code) {
        String left = code;
        while (!left.isBlank()) {
            var next = shell.sourceCodeAnalysis().analyzeCompletion(left);
            assertTrue(next.completeness() != SourceCodeAnalysis.Completeness.UNKNOWN, left);
            evaluate(shell, next.source());
            left = next.remaining();
        }
    }

    private static void evaluate(JShell shell, String source) {
        for (var event : shell.eval(source)) {
            var said = shell.diagnostics(event.snippet())
                    .map(each -> each.getMessage(Locale.ROOT))
                    .collect(Collectors.joining("\n"));
            assertEquals(Snippet.Status.VALID, event.status(), () -> source + said);
            if (event.exception() != null) {
                throw new AssertionError(source, event.exception());
            }
        }
    }
}
