package flashflow.flow;

import ai.djl.Device;
import com.google.gson.Gson;
import com.google.gson.JsonSyntaxException;
import flashflow.FlashFlowException;
import flashflow.storage.Safetensors;
import flashflow.storage.SafetensorsWriter;
import java.util.List;

/**
 * A flow inside a safetensors file: the format's version in the metadata entry {@code flashflow.format}, the configuration as JSON in the metadata entry {@code flashflow.config}, the
 * tensors of {@link ParameterLayout} under {@code flow.NAME}, the permutations under {@code flow.permutations}. Model
 * files and checkpoints share it.
 */
public final class FlowFile {
    private static final String CONFIG = "flashflow.config";
    private static final String PREFIX = "flow.";
    private static final String FORMAT = "flashflow.format";

    /**
     * Version of the format, for the flow and for what lies beside it in a model file. It rises when files are written that older
     * releases would read wrongly; files of all versions up to it can be read. Files without one are of version 1.
     */
    private static final int VERSION = 1;

    private FlowFile() {}

    /** Adds the flow's configuration and values to a file being written. */
    public static void add(SafetensorsWriter writer, SplineFlow flow) {
        writer.metadata(FORMAT, Integer.toString(VERSION));
        writer.metadata(CONFIG, new Gson().toJson(flow.config()));
        FlowValues values = flow.values();
        flow.layout().parameters().forEach(entry -> add(writer, entry, values.parameters()));
        flow.layout().statistics().forEach(entry -> add(writer, entry, values.statistics()));
        writer.metadata(
                "flashflow.library", String.valueOf(FlowFile.class.getPackage().getImplementationVersion()));
        int targets = flow.config().targets();
        writer.add(PREFIX + "permutations", values.permutations(), values.permutations().length / targets, targets);
    }

    /**
     * Reads the flow of a file.
     *
     * @throws FlashFlowException if the file is of a newer version, holds no flow, lacks a tensor, or has one of another shape
     */
    public static SplineFlow read(Safetensors file, Device device) {
        SplineFlow flow = SplineFlow.of(config(file), device);
        try {
            flow.set(
                    values(file, flow.layout().parameters(), flow.layout().parameterCount()),
                    values(file, flow.layout().statistics(), flow.layout().statisticCount()),
                    file.longs(PREFIX + "permutations"));
            return flow;
        } catch (RuntimeException e) {
            flow.close();
            throw e;
        }
    }

    /** The configuration of the flow in a file. */
    public static FlowConfig config(Safetensors file) {
        checkVersion(file);
        String json = file.metadata().get(CONFIG);
        if (json == null) {
            throw new FlashFlowException("The file " + file.file() + " holds no FlashFlow flow (no " + CONFIG
                    + " in its metadata); give a model or checkpoint file.");
        }
        try {
            return new Gson().fromJson(json, FlowConfig.class);
        } catch (JsonSyntaxException e) {
            throw new FlashFlowException("The flow configuration in " + file.file() + " cannot be read: " + json, e);
        }
    }

    static void checkVersion(Safetensors file) {
        String version = file.metadata().getOrDefault(FORMAT, "1");
        if (!version.matches("\\d{1,9}") || Integer.parseInt(version) > VERSION) {
            throw new FlashFlowException("The file " + file.file() + " has version " + version
                    + " of the model format, and this release of FlashFlow reads versions up to " + VERSION
                    + "; open it with a newer release.");
        }
    }

    private static void add(SafetensorsWriter writer, ParameterLayout.Entry entry, float[] flat) {
        int from = Math.toIntExact(entry.offset());
        if (entry.size() > 0) {
            var values = java.util.Arrays.copyOfRange(flat, from, from + Math.toIntExact(entry.size()));
            writer.add(PREFIX + entry.name(), values, entry.shape());
        }
    }

    private static float[] values(Safetensors file, List<ParameterLayout.Entry> entries, long count) {
        var flat = new float[Math.toIntExact(count)];
        for (var entry : entries) {
            if (entry.size() > 0) {
                float[] values = file.floats(PREFIX + entry.name());
                if (values.length != entry.size()) {
                    throw new FlashFlowException("The tensor " + PREFIX + entry.name() + " in " + file.file() + " has "
                            + values.length + " values, and its configuration wants " + entry.size() + ".");
                }
                System.arraycopy(values, 0, flat, Math.toIntExact(entry.offset()), values.length);
            }
        }
        return flat;
    }
}
