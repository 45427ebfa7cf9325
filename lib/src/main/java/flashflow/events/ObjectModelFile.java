package flashflow.events;

import ai.djl.Device;
import com.google.gson.Gson;
import flashflow.FlashFlowException;
import flashflow.categorical.CategoricalModel;
import flashflow.flow.FlowModel;
import flashflow.storage.Safetensors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A model of objects in one safetensors file: the format's version in the metadata entry {@code flashflow.objects.format}, what is
 * known of the full simulation as JSON in {@code flashflow.objects}, and its models, each as in a file of its own, under {@code flow.},
 * {@code found.}, {@code number.} and {@code others.}.
 */
final class ObjectModelFile {
    private static final String CONTENT = "flashflow.objects";
    private static final String FORMAT = "flashflow.objects.format";
    private static final String FLOW = "flow.";
    private static final String FOUND = "found.";
    private static final String NUMBER = "number.";
    private static final String OTHERS = "others.";

    /** Rises when files are written that older releases would read wrongly; files of all versions up to it can be read. */
    private static final int VERSION = 1;

    private ObjectModelFile() {}

    /** Everything but the models. */
    private record Content(FullSimulation training, boolean found, boolean number) {
        Content {
            Objects.requireNonNull(training, "training");
        }
    }

    static void write(ObjectModel model, Path file) {
        var writer = Safetensors.writer();
        var found = trained(model.found(), "efficiency");
        var number = trained(model.number(), "multiplicity");
        var content = new Content(model.training(), found.isPresent(), number.isPresent());
        writer.metadata(FORMAT, Integer.toString(VERSION)).metadata(CONTENT, new Gson().toJson(content));
        model.flow().write(writer.under(FLOW));
        found.ifPresent(classes -> classes.write(writer.under(FOUND)));
        number.ifPresent(classes -> classes.write(writer.under(NUMBER)));
        number.ifPresent(classes -> model.others().write(writer.under(OTHERS)));
        writer.write(file);
    }

    private static Optional<CategoricalModel> trained(Optional<ClassProbabilities> classes, String what) {
        return classes.map(some -> {
            if (some instanceof TrainedClasses trained) {
                return trained.model();
            }
            throw new FlashFlowException(
                    "The " + what + " of this model is a " + some.getClass().getSimpleName()
                            + " of your own, which no file can hold; save a model with a CategoricalModel, or without it and add yours"
                            + " after loading.");
        });
    }

    static ObjectModel load(Path file, Device device) {
        var opened = new ArrayList<Runnable>();
        try (var tensors = Safetensors.open(file)) {
            var content = content(tensors);
            return new ObjectModel(
                    content.training(),
                    flow(tensors.under(FLOW), device, opened),
                    content.found() ? classes(tensors.under(FOUND), device, opened) : null,
                    content.number() ? classes(tensors.under(NUMBER), device, opened) : null,
                    content.number() ? flow(tensors.under(OTHERS), device, opened) : null,
                    opened);
        } catch (RuntimeException | Error e) {
            opened.forEach(Runnable::run);
            throw e;
        }
    }

    private static FlowModel flow(Safetensors tensors, Device device, List<Runnable> opened) {
        var flow = FlowModel.read(tensors, device);
        opened.add(flow::close);
        return flow;
    }

    private static ClassProbabilities classes(Safetensors tensors, Device device, List<Runnable> opened) {
        var model = CategoricalModel.read(tensors, device);
        opened.add(model::close);
        return new TrainedClasses(model);
    }

    /** @throws FlashFlowException if the file is of a newer version or holds something else */
    private static Content content(Safetensors file) {
        String json = file.metadata().get(CONTENT);
        if (json == null) {
            throw new FlashFlowException("The file " + file.file() + " holds no model of objects (no " + CONTENT
                    + " in its metadata); give one that ObjectModel.save wrote.");
        }
        file.refuseNewer(FORMAT, VERSION, "format of models of objects");
        return read(json, file.file());
    }

    private static Content read(String json, Path file) {
        try {
            return new Gson().fromJson(json, Content.class);
        } catch (RuntimeException e) {
            throw new FlashFlowException("What " + file + " says of its model of objects cannot be read: " + json, e);
        }
    }
}
