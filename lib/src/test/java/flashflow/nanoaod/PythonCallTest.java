package flashflow.nanoaod;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.WorkInterrupted;
import flashflow.reporting.WorkListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a process says, how it ends, and what a user hears of it; a script of the shell stands for Python. */
@EnabledOnOs(OS.LINUX)
class PythonCallTest {
    @TempDir
    Path folder;

    private final List<String> heard = new ArrayList<>();

    private final WorkListener listener = new WorkListener() {
        @Override
        public void begun(String step, long of) {
            heard.add("begun " + step + " " + of);
        }

        @Override
        public void progressed(long done) {
            heard.add("done " + done);
        }

        @Override
        public void ended() {
            heard.add("ended");
        }

        @Override
        public void warned(String sentence) {
            heard.add("warned " + sentence);
        }
    };

    private Interpreter script(String... lines) throws IOException {
        var file = folder.resolve("python");
        Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        assertTrue(file.toFile().setExecutable(true));
        return new Interpreter(file.toString(), "which a test has written", "the test again");
    }

    private String result(String... lines) throws IOException {
        return new PythonCall("Extraction", WorkListener.all("test", listener))
                .run(script(lines), List.of("extract"))
                .toString();
    }

    private String refusal(String... lines) {
        return assertThrows(FlashFlowException.class, () -> result(lines)).getMessage();
    }

    @Test
    void progressAndWarningsAreHeardOnceEach() throws Exception {
        assertEquals(
                "{\"pairs\":7}",
                result(
                        "echo '{\"done\": 0, \"of\": 9}' >&2",
                        "echo '{\"warn\": \"two jets are lost.\"}' >&2",
                        "echo '{\"warn\": \"two jets are lost.\"}' >&2",
                        "echo 'Some library says something' >&2",
                        "echo '{\"done\": 9, \"of\": 9}' >&2",
                        "echo '{\"pairs\": 7}'"));
        assertEquals(List.of("begun Extraction 9", "done 0", "warned two jets are lost.", "done 9", "ended"), heard);
    }

    @Test
    void itsSentenceIsTheUsers() {
        assertEquals(
                "x.root is not a ROOT file: see.",
                refusal("echo '{\"error\": \"x.root is not a ROOT file: see.\"}' >&2; exit 2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "echo \"ModuleNotFoundError: No module named 'uproot'\" >&2, exit 1; No module named 'uproot'; run the test again",
                "echo \"ImportError: numpy is too old\" >&2, exit 1; numpy is too old; run the test again",
                "kill -9 $$; was killed; nothing was written",
                "echo \"Segmentation fault\" >&2, exit 139; was killed; Segmentation fault",
                "exit 7; exit status 7; run it again",
                "exit 0; without a result; FLASHFLOW_PYTHON",
            })
    void everyEndHasASentence(String lines, String one, String other) {
        String told = refusal(lines.split(", "));
        assertTrue(told.contains(one) && told.contains(other), told);
    }

    @Test
    void noPythonAtAll() {
        var missing = new Interpreter(folder.resolve("nothing").toString(), "which Java's option names", "x");
        var call = new PythonCall("Extraction", WorkListener.all("test", listener));
        String told = assertThrows(FlashFlowException.class, () -> call.run(missing, List.of()))
                .getMessage();
        assertTrue(told.contains("cannot be started") && told.contains("kernel-setup/run nanoaod"), told);
    }

    @Test
    void anInterruptEndsTheProcess() throws Exception {
        var mark = folder.resolve("tidied");
        var call = new PythonCall("Extraction", WorkListener.all("test", listener));
        var python = script(
                "trap 'echo > " + mark + "; kill $child; exit 130' TERM",
                "echo '{\"done\": 0, \"of\": 9}' >&2",
                "sleep 60 & child=$!",
                "wait");
        var thread = Thread.currentThread();
        new Thread(() -> {
                    while (heard.isEmpty()) {
                        Thread.onSpinWait();
                    }
                    thread.interrupt();
                })
                .start();
        assertThrows(WorkInterrupted.class, () -> call.run(python, List.of()));
        assertTrue(Files.exists(mark));
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void theEnvironmentGoesBeforeTheOptionAndBothBeforeTheSystem() {
        var both = Map.of(Interpreter.VARIABLE, "mine", Interpreter.PROPERTY, "kernel's");
        assertEquals("mine", Interpreter.chosen(both::get, both::get, false).program());
        assertEquals(
                "kernel's", Interpreter.chosen(name -> null, both::get, false).program());
        assertEquals(
                "./kernel-setup/run nanoaod",
                Interpreter.chosen(name -> null, both::get, false).install());
        assertEquals(
                "python3", Interpreter.chosen(name -> null, name -> null, false).program());
        assertEquals("python", Interpreter.chosen(name -> "", name -> " ", true).program());
    }

    @Test
    void thePackageIsWholeAndUnpackedAgainWhereSomethingCleanedUp() throws Exception {
        var sources = PythonSources.bundled();
        assertTrue(
                sources.files().containsKey("flashflow_nanoaod/__main__.py"),
                sources.files().keySet().toString());
        assertTrue(sources.files().keySet().stream().allMatch(name -> name.startsWith("flashflow_nanoaod/")));
        Files.delete(PythonFolder.get().resolve("flashflow_nanoaod/__main__.py"));
        assertTrue(sources.areIn(PythonFolder.get()));
    }

    @Test
    void theJarHasTheSamePackageAsTheFolder() throws Exception {
        var jar = folder.resolve("some jar.jar");
        var bundled = PythonSources.bundled();
        try (var out = new java.util.jar.JarOutputStream(Files.newOutputStream(jar))) {
            for (var file : bundled.files().entrySet()) {
                out.putNextEntry(new java.util.jar.JarEntry("flashflow/nanoaod/python/" + file.getKey()));
                out.write(file.getValue());
            }
        }
        var main = new java.net.URL("jar:" + jar.toUri() + "!/flashflow/nanoaod/python/flashflow_nanoaod/__main__.py");
        assertEquals(bundled.hash(), PythonSources.read(main).hash());
        assertThrows(FlashFlowException.class, () -> PythonSources.read(null));
    }
}
