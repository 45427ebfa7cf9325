package flashflow.nanoaod;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import flashflow.FlashFlowException;
import flashflow.data.WorkInterrupted;
import flashflow.reporting.Listeners;
import flashflow.reporting.WorkListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One command of the Python package in a process of its own, which ends when this thread is interrupted. What it says while it
 * works is one JSON object a line: how far it is, warnings, or the sentence that it failed with.
 */
final class PythonCall {
    /** Python takes away what it has half written before it ends. */
    private static final int SECONDS_TO_TIDY = 10;

    private static final int KEPT_LINES = 20;
    private static final String END = "\n";

    private final String step;
    private final Listeners<WorkListener> listeners;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Deque<String> others = new ArrayDeque<>();
    private final Set<String> warned = new HashSet<>();
    private final StringBuilder printed = new StringBuilder();
    private Optional<String> error = Optional.empty();
    private boolean begun;

    /** @param step its name, such as "Extraction" */
    PythonCall(String step, Listeners<WorkListener> listeners) {
        this.step = step;
        this.listeners = listeners;
    }

    /**
     * Runs a command to its end.
     *
     * @param arguments its name and options; paths have to be absolute
     * @return what it printed
     * @throws FlashFlowException with the sentence that it failed with, or one that says how it ended
     * @throws WorkInterrupted if this thread is interrupted; the process has ended then
     */
    JsonObject run(List<String> arguments) {
        return run(Interpreter.chosen(), arguments);
    }

    JsonObject run(Interpreter interpreter, List<String> arguments) {
        var process = started(interpreter, arguments);
        try {
            var output = reader(
                    process.getInputStream(), text -> printed.append(text).append(END));
            var messages = reader(process.getErrorStream(), lines::add);
            hear(output, messages);
            int status = process.waitFor();
            if (status != 0 || error.isPresent()) {
                throw failed(interpreter, status);
            }
            if (begun) {
                listeners.tell(WorkListener::ended);
            }
            return result(interpreter);
        } catch (InterruptedException e) {
            throw WorkInterrupted.of("The " + step.toLowerCase(java.util.Locale.ROOT));
        } finally {
            end(process);
        }
    }

    private static Process started(Interpreter interpreter, List<String> arguments) {
        var command = new ArrayList<>(List.of(interpreter.program(), "-m", PythonSources.PACKAGE));
        command.addAll(arguments);
        Path folder = PythonFolder.get();
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        var environment = builder.environment();
        environment.put("PYTHONUTF8", "1");
        environment.put("PYTHONIOENCODING", "utf-8");
        environment.remove("PYTHONHOME");
        try {
            var process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new FlashFlowException(
                    "ROOT files are read by Python, and '" + interpreter.program() + "', " + interpreter.named()
                            + ", cannot be started; " + interpreter.remedy() + ".",
                    e);
        }
    }

    private static Thread reader(InputStream from, java.util.function.Consumer<String> line) {
        var thread = new Thread(
                () -> {
                    try (var in = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
                        in.lines().forEach(line);
                    } catch (IOException | java.io.UncheckedIOException e) {
                        // The process has ended.
                    }
                },
                "flashflow-python");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** All that is said, until there is nothing more. */
    private void hear(Thread output, Thread messages) throws InterruptedException {
        while (messages.isAlive() || !lines.isEmpty()) {
            String line = lines.poll(100, TimeUnit.MILLISECONDS);
            if (line != null) {
                hear(line);
            }
        }
        output.join();
    }

    private void hear(String line) {
        var said = json(line);
        if (said.has("done")) {
            progressed(said.get("done").getAsLong(), said.get("of").getAsLong());
        } else if (said.has("warn")) {
            String sentence = said.get("warn").getAsString();
            if (warned.add(sentence)) {
                listeners.tell(l -> l.warned(sentence));
            }
        } else if (said.has("error")) {
            error = Optional.of(said.get("error").getAsString());
        } else {
            keep(line);
        }
    }

    private void keep(String line) {
        others.add(line);
        if (others.size() > KEPT_LINES) {
            others.remove();
        }
    }

    private void progressed(long done, long of) {
        if (!begun) {
            begun = true;
            listeners.tell(l -> l.begun(step, Math.max(1, of)));
        }
        listeners.tell(l -> l.progressed(done));
    }

    private static JsonObject json(String line) {
        try {
            var element = JsonParser.parseString(line);
            return element.isJsonObject() ? element.getAsJsonObject() : new JsonObject();
        } catch (JsonSyntaxException e) {
            return new JsonObject();
        }
    }

    private FlashFlowException failed(Interpreter interpreter, int status) {
        if (error.isPresent()) {
            return new FlashFlowException(error.get());
        }
        String last = others.isEmpty() ? "" : others.getLast().strip();
        if (last.startsWith("ModuleNotFoundError")
                || last.startsWith("ImportError")
                || last.contains("No module named")) {
            return new FlashFlowException("The Python '" + interpreter.program() + "', " + interpreter.named()
                    + ", cannot read ROOT files (" + last + "); run " + interpreter.install() + ".");
        }
        return new FlashFlowException("The " + step.toLowerCase(java.util.Locale.ROOT) + " by Python "
                + (status > 128 ? "was killed (exit status " + status + ")" : "ended with exit status " + status)
                + (last.isEmpty() ? "" : ", its last words were \"" + last + "\"")
                + "; nothing was written, run it again, with more memory where it ran out.");
    }

    private JsonObject result(Interpreter interpreter) {
        String last = printed.toString().strip();
        var result = json(last.substring(last.lastIndexOf('\n') + 1));
        if (result.size() == 0) {
            throw new FlashFlowException("'" + interpreter.program() + "', " + interpreter.named()
                    + ", ended without a result; " + interpreter.remedy() + ".");
        }
        return result;
    }

    /** In an orderly way if it can; nothing runs on when this returns. */
    private static void end(Process process) {
        if (!process.isAlive()) {
            return;
        }
        process.destroy();
        boolean interrupted = false;
        for (boolean ended = false; !ended; ) {
            try {
                ended = process.waitFor(SECONDS_TO_TIDY, TimeUnit.SECONDS);
                if (!ended) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                interrupted = true;
                process.destroyForcibly();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
