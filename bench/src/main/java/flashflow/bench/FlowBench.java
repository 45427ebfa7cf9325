package flashflow.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import flashflow.engine.PyTorch;
import flashflow.flow.FlowConfig;
import flashflow.flow.SplineFlow;
import flashflow.flow.density.Adam;
import flashflow.flow.density.NllGradient;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Our side of {@code bench/run}: stays alive and, for every line {@code CASE N} on its input, runs that case N times and
 * answers with two numbers for each: milliseconds passed, and milliseconds of processor time. {@code memory} is answered
 * with the process's present and highest memory in MB.
 *
 * <p>Arguments: {@code TARGETS CONTEXT STEPS HIDDEN BLOCKS BINS BATCH}; on a GPU where the environment's {@code DEVICE} is {@code
 * cuda}, where every run ends when the GPU has done its work.
 */
public final class FlowBench {
    private static final Device DEVICE = "cuda".equals(System.getenv("DEVICE")) ? Device.gpu() : Device.cpu();

    private final SplineFlow flow;
    private final NllGradient step;
    private final Adam adam;
    private final NDManager manager;
    private final NDArray x;
    private final NDArray y;
    private final NDArray weights;

    private FlowBench(int[] s) {
        manager = PyTorch.engine().newBaseManager(DEVICE);
        flow = SplineFlow.of(FlowConfig.of(s[0], s[1], s[2], s[3], s[4], s[5]), DEVICE);
        step = new NllGradient(flow);
        adam = new Adam(flow, Adam.Settings.standard());
        x = manager.randomNormal(0, 0.4f, new Shape(s[6], s[0]), DataType.FLOAT32);
        y = manager.randomNormal(new Shape(s[6], s[1]));
        weights = manager.full(new Shape(s[6]), 1f / s[6]);
    }

    /** Answers until its input ends. */
    public static void main(String[] args) throws IOException {
        var shape = new int[args.length];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = Integer.parseInt(args[i]);
        }
        var bench = new FlowBench(shape);
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ");
            System.out.println(
                    words[0].equals("memory") ? memory() : bench.measure(words[0], Integer.parseInt(words[1])));
        }
    }

    private String measure(String name, int times) {
        var milliseconds = new StringBuilder();
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            long cpuStart = cpuNanos();
            run(name, i);
            double cpu = (cpuNanos() - cpuStart) * 1e-6;
            double passed = (System.nanoTime() - start) * 1e-6;
            milliseconds.append(String.format(Locale.ROOT, " %.3f %.3f", passed, cpu));
        }
        return milliseconds.toString().trim();
    }

    /** Of all threads; the JVM's own number counts in steps of 10 ms. */
    private static long cpuNanos() {
        long sum = 0;
        for (File task : new File("/proc/self/task").listFiles()) {
            try {
                sum += Long.parseLong(
                        Files.readString(task.toPath().resolve("schedstat")).split(" ")[0]);
            } catch (IOException e) {
                continue; // a thread that has just ended
            }
        }
        return sum;
    }

    private void run(String name, int i) {
        switch (name) {
            case "train_step" -> {
                step.run(x, y, weights).close();
                adam.update(step.gradient(), 1e-4);
            }
            case "log_prob" -> done(flow.logProb(x, y));
            case "sample" -> done(flow.sample(y, i));
            default -> throw new IllegalArgumentException("no such case: " + name);
        }
    }

    /** Reading waits for a GPU; the update's norm is such a number already. */
    private static void done(NDArray result) {
        try (result) {
            if (DEVICE.isGpu()) {
                result.toFloatArray();
            }
        }
    }

    /** Of /proc, so on Linux only. */
    private static String memory() throws IOException {
        long now = 0;
        long peak = 0;
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                now = Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            } else if (line.startsWith("VmHWM:")) {
                peak = Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        return now + " " + peak;
    }
}
