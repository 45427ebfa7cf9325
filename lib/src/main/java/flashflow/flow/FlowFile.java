package flashflow.flow;

import ai.djl.Device;
import com.google.gson.Gson;
import com.google.gson.JsonSyntaxException;
import flashflow.FlashFlowException;
import flashflow.flow.density.TensorLayout;
import flashflow.flow.kernels.KernelLists.Shifted;
import flashflow.provenance.Release;
import flashflow.provenance.TrainingRecords;
import flashflow.storage.Safetensors;
import flashflow.storage.SafetensorsWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A flow inside a safetensors file: the format's version in the metadata entry {@code flashflow.format}, the configuration as JSON in the metadata entry {@code flashflow.config}, the
 * tensors of {@link ParameterLayout} under {@code flow.NAME}, the permutations under {@code flow.permutations}. Model
 * files and checkpoints share it. What is known of its trainings is JSON in {@code flashflow.trainings}; files of earlier releases lack it.
 */
public final class FlowFile {
    private static final String CONFIG = "flashflow.config";
    private static final String PREFIX = "flow.";
    /** What files of {@code CategoricalModel} have instead. */
    private static final String CATEGORICAL = "flashflow.categorical";

    private static final String FORMAT = "flashflow.format";
    /** Number of flows of an ensemble; none for a single flow. */
    private static final String MEMBERS = "flashflow.members";

    /**
     * Version of the format, for the flow and for what lies beside it in a model file. It rises when files are written that older
     * releases would read wrongly; files of all versions up to it can be read. Files without one are of version 1.
     * Version 2 are ensembles, version 3 models with a shift by the context, version 4 with one
     * of truncated laws; files of any other one flow are written as version 1.
     */
    private static final int VERSION = 4;

    /** Key of the release that wrote a file, in the metadata of model files and checkpoints. */
    public static final String LIBRARY = "flashflow.library";

    private FlowFile() {}

    /** Adds the flow's configuration and values to a file being written. */
    public static void add(SafetensorsWriter writer, SplineFlow flow) {
        writer.metadata(FORMAT, Integer.toString(version(List.of(flow))));
        add(writer, flow, "");
    }

    /** Adds the flows of a model; several are an ensemble, each with its number before its names. */
    static void add(SafetensorsWriter writer, List<SplineFlow> flows) {
        if (flows.size() == 1) {
            add(writer, flows.get(0));
            return;
        }
        writer.metadata(FORMAT, Integer.toString(version(flows)));
        writer.metadata(MEMBERS, Integer.toString(flows.size()));
        for (int i = 0; i < flows.size(); i++) {
            add(writer, flows.get(i), member(i));
        }
    }

    /** The lowest version whose readers know all of it. */
    static int version(List<SplineFlow> flows) {
        var shift = flows.stream()
                .map(flow -> flow.config().shifted())
                .max(Comparator.naturalOrder())
                .orElse(Shifted.NONE);
        return switch (shift) {
            case TRUNCATED -> 4;
            case LINEAR -> 3;
            case NONE -> flows.size() > 1 ? 2 : 1;
        };
    }

    private static String member(int number) {
        return "member." + number + ".";
    }

    private static void add(SafetensorsWriter writer, SplineFlow flow, String member) {
        writer.metadata(member + CONFIG, json(flow.config()));
        FlowValues values = flow.values();
        flow.layout().parameters().forEach(entry -> add(writer, entry, member, values.parameters()));
        flow.layout().statistics().forEach(entry -> add(writer, entry, member, values.statistics()));
        writer.metadata(LIBRARY, Release.running());
        if (!flow.trainings().isEmpty()) {
            writer.metadata(member + TrainingRecords.KEY, flow.trainings().json());
        }
        int targets = flow.config().targets();
        writer.add(
                member + PREFIX + "permutations",
                values.permutations(),
                values.permutations().length / targets,
                targets);
    }

    /** A flow without a shift by the context, one of truncated laws or a start near the identity is written as before there were any. */
    private static String json(FlowConfig config) {
        var json = new Gson().toJsonTree(config).getAsJsonObject();
        for (String since : List.of("contextShift", "truncatedShift", "identityStart")) {
            if (!json.get(since).getAsBoolean()) {
                json.remove(since);
            }
        }
        return json.toString();
    }

    /**
     * Reads the flow of a file.
     *
     * @throws FlashFlowException if the file is of a newer version, holds no flow, lacks a tensor, or has one of another shape
     */
    public static SplineFlow read(Safetensors file, Device device) {
        return read(file, device, "");
    }

    /** Reads the flows of a model: one, or those of an ensemble. */
    static List<SplineFlow> readAll(Safetensors file, Device device) {
        checkVersion(file);
        String members = file.metadata().get(MEMBERS);
        if (members == null) {
            return List.of(read(file, device));
        }
        var flows = new ArrayList<SplineFlow>();
        try {
            for (int i = 0; i < count(members, file); i++) {
                flows.add(read(file, device, member(i)));
            }
            return flows;
        } catch (RuntimeException e) {
            flows.forEach(SplineFlow::close);
            throw e;
        }
    }

    private static int count(String members, Safetensors file) {
        if (!members.matches("[1-9]\\d{0,5}")) {
            throw new FlashFlowException("The file " + file.file() + " says that it holds an ensemble of " + members
                    + " flows; it cannot be read.");
        }
        return Integer.parseInt(members);
    }

    private static SplineFlow read(Safetensors file, Device device, String member) {
        SplineFlow flow = SplineFlow.of(config(file, member), device);
        try {
            flow.set(
                    values(
                            file,
                            member,
                            flow.layout().parameters(),
                            flow.layout().parameterCount()),
                    values(
                            file,
                            member,
                            flow.layout().statistics(),
                            flow.layout().statisticCount()),
                    file.longs(member + PREFIX + "permutations"));
            flow.trainings(TrainingRecords.of(file.metadata().get(member + TrainingRecords.KEY), file.file()));
            return flow;
        } catch (RuntimeException e) {
            flow.close();
            throw e;
        }
    }

    /** The configuration of the flow in a file. */
    public static FlowConfig config(Safetensors file) {
        return config(file, "");
    }

    private static FlowConfig config(Safetensors file, String member) {
        checkVersion(file);
        String json = file.metadata().get(member + CONFIG);
        if (json == null && file.metadata().containsKey(CATEGORICAL)) {
            throw new FlashFlowException(
                    "The file " + file.file() + " holds a categorical model and no FlashFlow flow; open it with"
                            + " CategoricalModel.load, and go on with its training by resumeFrom.");
        }
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
        file.refuseNewer(FORMAT, VERSION, "model format");
    }

    private static void add(SafetensorsWriter writer, TensorLayout.Entry entry, String member, float[] flat) {
        int from = Math.toIntExact(entry.offset());
        if (entry.size() > 0) {
            var values = java.util.Arrays.copyOfRange(flat, from, from + Math.toIntExact(entry.size()));
            writer.add(member + PREFIX + entry.name(), values, entry.shape());
        }
    }

    private static float[] values(Safetensors file, String member, List<TensorLayout.Entry> entries, long count) {
        var flat = new float[Math.toIntExact(count)];
        for (var entry : entries) {
            if (entry.size() > 0) {
                float[] values = file.floats(member + PREFIX + entry.name());
                if (values.length != entry.size()) {
                    throw new FlashFlowException("The tensor " + member + PREFIX + entry.name() + " in " + file.file()
                            + " has " + values.length + " values, and its configuration wants " + entry.size() + ".");
                }
                System.arraycopy(values, 0, flat, Math.toIntExact(entry.offset()), values.length);
            }
        }
        return flat;
    }
}
