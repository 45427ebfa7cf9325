package flashflow.spark.files;

import flashflow.FlashFlowException;
import flashflow.data.CarriedColumn;
import flashflow.data.ColumnType;
import flashflow.data.NonFinite;
import flashflow.data.RowSource;
import flashflow.storage.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** One look at the headers of all files of context, before the first task. */
final class InputFiles {
    private static final int NAMED = 20;

    private final Function<Path, RowSource> open;
    private final List<InputFile> readable = new ArrayList<>();
    private final List<List<ColumnType>> columnTypes = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private List<CarriedColumn> types;
    private long rows;

    private InputFiles(Function<Path, RowSource> open) {
        this.open = open;
    }

    /**
     * Looks at files.
     *
     * @param columns names of the context columns
     * @param carried columns that go along exactly
     */
    static InputFiles look(List<Path> files, List<String> columns, List<String> carried) {
        return look(files, file -> ContextFile.open(file, columns, carried, NonFinite.KEEP));
    }

    /** Looks at files as they are opened by something. */
    static InputFiles look(List<Path> files, Function<Path, RowSource> open) {
        var inputs = new InputFiles(open);
        for (int number = 0; number < files.size(); number++) {
            inputs.add(number, files.get(number));
        }
        return inputs;
    }

    private void add(int number, Path file) {
        try (var source = open.apply(file)) {
            refuseOtherTypes(file, source.carried());
            readable.add(new InputFile(
                    number, file.toString(), Files.size(file), InputFile.modified(file), source.rowCount(), rows));
            columnTypes.add(source.types());
            rows += source.rowCount();
        } catch (FlashFlowException e) {
            unreadable.add(e.getMessage());
        } catch (IOException e) {
            unreadable.add("File " + file + " cannot be looked at (" + AtomicFile.reason(e) + ").");
        }
    }

    private void refuseOtherTypes(Path file, List<CarriedColumn> here) {
        types = types == null ? here : types;
        if (!types.equals(here)) {
            throw new FlashFlowException("File " + file + " carries the columns " + here + " and others carry " + types
                    + "; give files of the same columns.");
        }
    }

    /** The files that can be read. */
    List<InputFile> readable() {
        return readable;
    }

    /** Types of the columns in each of them. */
    List<List<ColumnType>> columnTypes() {
        return columnTypes;
    }

    /** Of each other file a sentence. */
    List<String> unreadable() {
        return unreadable;
    }

    /** @throws FlashFlowException if there is one, which names all of them; or no other */
    void refuseUnreadable(boolean others) {
        if (!unreadable.isEmpty() && (!others || readable.isEmpty())) {
            String more = unreadable.size() > NAMED ? " ... and " + (unreadable.size() - NAMED) + " more." : "";
            throw new FlashFlowException(unreadable.size() + " of " + (readable.size() + unreadable.size())
                    + " files cannot be used; mend or leave them out, or go on without with skipUnreadable(): "
                    + String.join(" ", unreadable.subList(0, Math.min(NAMED, unreadable.size()))) + more);
        }
    }
}
