package flashflow;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import flashflow.data.ColumnLayout;
import flashflow.data.hdf5.Hdf5Dataset;
import flashflow.data.hdf5.Hdf5Writer;
import flashflow.flow.FlowModel;
import flashflow.generation.Generation;
import flashflow.interop.NflowsCheckpoint;
import flashflow.interop.NflowsExport;
import flashflow.interop.TorchScriptExport;
import flashflow.interop.torch.TorchFile;
import flashflow.storage.AtomicFile;
import flashflow.storage.Safetensors;
import flashflow.training.Training;
import flashflow.training.checkpoint.Checkpoint;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.Table;

/** Paths that cannot be those of a file are refused by all that takes a file, in one sentence. */
class NoFileTest {
    private static Map<String, Consumer<Path>> readers() {
        var readers = new LinkedHashMap<String, Consumer<Path>>();
        readers.put("FlowModel.load", FlowModel::load);
        readers.put("Hdf5Dataset", file -> Hdf5Dataset.of(ColumnLayout.numbered(1), file)
                .open());
        readers.put("Safetensors", Safetensors::open);
        readers.put("TorchFile", TorchFile::open);
        readers.put("NflowsCheckpoint.read", NflowsCheckpoint::read);
        readers.put("Training.resume", Training::resume);
        readers.put("Checkpoint.open", Checkpoint::open);
        return readers;
    }

    private static Map<String, Consumer<Path>> writers() {
        var writers = new LinkedHashMap<String, Consumer<Path>>();
        writers.put("AtomicFile", file -> AtomicFile.write(file, channel -> {}));
        writers.put("Hdf5Writer.write", file -> Hdf5Writer.write(file, Table.create(FloatColumn.create("x", 1f))));
        writers.put("Hdf5Writer.splitAbove", file -> Hdf5Writer.to(file)
                .columns(List.of("x"))
                .splitAbove(1 << 20)
                .open());
        writers.put("Safetensors", file -> Safetensors.writer().write(file));
        writers.put("FlowModel.save", file -> model().save(file));
        writers.put("NflowsExport", file -> NflowsExport.write(model().flow(), file));
        writers.put("TorchScriptExport", file -> TorchScriptExport.write(model(), file));
        writers.put(
                "Generation.toHdf5", file -> Generation.of(model()).toHdf5(Path.of("..", "data", "jets-raw.h5"), file));
        writers.put(
                "Generation.toHdf5 from", file -> Generation.of(model()).toHdf5(file, Path.of("target", "none.h5")));
        return writers;
    }

    private static FlowModel model() {
        return FlowModel.load(Path.of("..", "data", "jets.flow"), Device.cpu());
    }

    static Stream<Arguments> all() {
        return Stream.of(readers(), writers())
                .flatMap(uses -> uses.entrySet().stream().flatMap(use -> Stream.of("/", "", ".", "..", "no/such/..")
                        .map(path -> Arguments.of(use.getKey(), path, use.getValue()))));
    }

    @ParameterizedTest(name = "{0} of \"{1}\"")
    @MethodSource("all")
    void isRefusedInOneSentence(String use, String path, Consumer<Path> tried) {
        var e = assertThrows(FlashFlowException.class, () -> tried.accept(Path.of(path)));
        assertTrue(e.getMessage().lines().count() == 1 && e.getMessage().endsWith("."), e.getMessage());
        assertFalse(e.getMessage().contains("  "), e.getMessage());
    }
}
