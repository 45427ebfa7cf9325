package flashflow.categorical;

import com.google.gson.Gson;
import com.google.gson.JsonSyntaxException;
import flashflow.FlashFlowException;
import flashflow.flow.FlowFile;
import flashflow.flow.density.TensorLayout;
import flashflow.provenance.Release;
import flashflow.provenance.TrainingRecords;
import flashflow.storage.Safetensors;
import flashflow.storage.SafetensorsWriter;
import java.util.Arrays;
import java.util.List;

/**
 * A categorical distribution inside a safetensors file: the format's version in the metadata entry {@code
 * flashflow.categorical.format}, the configuration as JSON in {@code flashflow.categorical}, the tensors of its layout under {@code
 * categorical.NAME}, what is known of its trainings as JSON in {@code flashflow.trainings}. Model files and checkpoints share it.
 */
final class CategoricalFile {
    private static final String CONFIG = "flashflow.categorical";
    private static final String FORMAT = "flashflow.categorical.format";
    private static final String PREFIX = "categorical.";

    /** Rises when files are written that older releases would read wrongly; files of all versions up to it can be read. */
    static final int VERSION = 1;

    private CategoricalFile() {}

    static void add(SafetensorsWriter writer, Categorical density) {
        writer.metadata(FORMAT, Integer.toString(VERSION));
        writer.metadata(CONFIG, new Gson().toJson(density.config()));
        writer.metadata(FlowFile.LIBRARY, Release.running());
        if (!density.trainings().isEmpty()) {
            writer.metadata(TrainingRecords.KEY, density.trainings().json());
        }
        density.reading(() -> {
            float[] parameters = density.parameters().toFloatArray();
            float[] statistics = density.statistics().toFloatArray();
            density.layout().parameters().forEach(entry -> add(writer, entry, parameters));
            density.layout().statistics().forEach(entry -> add(writer, entry, statistics));
            return null;
        });
    }

    private static void add(SafetensorsWriter writer, TensorLayout.Entry entry, float[] flat) {
        if (entry.size() > 0) {
            int from = (int) entry.offset();
            writer.add(PREFIX + entry.name(), Arrays.copyOfRange(flat, from, from + (int) entry.size()), entry.shape());
        }
    }

    static boolean isIn(Safetensors file) {
        return file.metadata().containsKey(CONFIG);
    }

    /** @throws FlashFlowException if the file is of a newer version or holds something else */
    static CategoricalConfig config(Safetensors file) {
        String json = file.metadata().get(CONFIG);
        if (json == null) {
            throw new FlashFlowException("The file " + file.file() + " holds no categorical model (no " + CONFIG
                    + " in its metadata); give one that CategoricalModel.save or a training of such a model wrote.");
        }
        file.refuseNewer(FORMAT, VERSION, "format of categorical models");
        try {
            return new Gson().fromJson(json, CategoricalConfig.class);
        } catch (JsonSyntaxException e) {
            throw new FlashFlowException("The configuration in " + file.file() + " cannot be read: " + json, e);
        }
    }

    static float[] values(Safetensors file, List<TensorLayout.Entry> entries, long count) {
        var flat = new float[Math.toIntExact(count)];
        for (var entry : entries) {
            float[] values = entry.size() == 0 ? new float[0] : file.floats(PREFIX + entry.name());
            if (values.length != entry.size()) {
                throw new FlashFlowException("The tensor " + PREFIX + entry.name() + " in " + file.file() + " has "
                        + values.length + " values, and its configuration wants " + entry.size() + ".");
            }
            System.arraycopy(values, 0, flat, Math.toIntExact(entry.offset()), values.length);
        }
        return flat;
    }
}
