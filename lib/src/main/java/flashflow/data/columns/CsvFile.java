package flashflow.data.columns;

import flashflow.FlashFlowException;
import flashflow.storage.RegularFile;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** Reads a file of separated values twice: for the types of its columns, and for their values. */
final class CsvFile {
    private static final String SEPARATORS = ",;\t|";

    private final Path path;
    private final char separator;
    private List<String> names;
    private List<CsvColumn> columns;

    private CsvFile(Path path, char separator) {
        this.path = path;
        this.separator = separator;
    }

    /** By the separator that its first two lines show. */
    static ColumnStore open(Path path) {
        RegularFile.refuseEmpty(path);
        char found = reading(path, () -> separator(path));
        String told = place(path) + ": its columns are taken to be separated by '" + found
                + "'; if that is not so, open it with CsvDataset.columns(separator, file).";
        return new CsvFile(path, found).store(found == ',' || found == '\t' ? List.of() : List.of(told));
    }

    static ColumnStore open(Path path, char separator) {
        RegularFile.refuseEmpty(path);
        return new CsvFile(path, separator).store(List.of());
    }

    private static String place(Path path) {
        return "File " + path;
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private static <T> T reading(Path path, Work<T> work) {
        try {
            return work.run();
        } catch (NoSuchFileException e) {
            throw new FlashFlowException("File " + path + " does not exist; check the path.", e);
        } catch (CharacterCodingException e) {
            throw new FlashFlowException(place(path) + ": it is no UTF-8 text; write it as UTF-8.", e);
        } catch (IOException e) {
            throw new FlashFlowException(
                    "File " + path + " cannot be read (" + e.getMessage() + "); check that it is a readable file.", e);
        }
    }

    private static BufferedReader text(Path path) throws IOException {
        var bytes = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        bytes.mark(2);
        boolean gzip = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        InputStream plain = gzip ? new GZIPInputStream(bytes, 1 << 16) : bytes;
        return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8.newDecoder()), 1 << 16);
    }

    /** The one that cuts the first two records into the most fields, as many in both; else that of the first alone. */
    private static char separator(Path path) throws IOException {
        char best = ',';
        int most = 0;
        for (char candidate : SEPARATORS.toCharArray()) {
            try (var text = text(path)) {
                var records = new CsvRecords(text, candidate, place(path));
                var first = records.read();
                var second = records.read();
                int fields = first == null ? 0 : first.size();
                boolean agree = second == null || second.size() == fields;
                int score = fields < 2 ? 0 : agree ? 1_000_000 + fields : fields;
                if (score > most) {
                    most = score;
                    best = candidate;
                }
            }
        }
        return best;
    }

    private ColumnStore store(List<String> told) {
        var warnings = new ArrayList<>(told);
        return reading(path, () -> {
            each(record -> look(record));
            columns.forEach(column -> warnings.addAll(column.warnings(place(path))));
            columns.forEach(CsvColumn::begin);
            each(this::take);
            return new MemoryStore(
                    place(path),
                    columns.stream().map(CsvColumn::column).toList(),
                    warnings,
                    List.of(path.getFileName().toString()));
        });
    }

    /** All records but the first, which names the columns. */
    private void each(Consumer<List<String>> work) throws IOException {
        try (var text = text(path)) {
            var records = new CsvRecords(text, separator, place(path));
            header(records.read());
            for (var record = records.read(); record != null; record = records.read()) {
                if (record.size() != names.size()) {
                    throw new FlashFlowException(place(path) + ", line " + records.line() + ": it has " + record.size()
                            + " values, and the first line names " + names.size()
                            + " columns; mend the line (a decimal comma, or text with '" + separator
                            + "' in it and no quotes around, looks like two values).");
                }
                work.accept(record);
            }
        }
    }

    private void header(List<String> first) {
        if (columns != null) {
            return;
        }
        if (first == null) {
            throw new FlashFlowException(place(path) + ": it holds no line of names; write it again.");
        }
        names = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            String name = (i == 0 ? first.get(i).replaceFirst("^#", "") : first.get(i)).strip();
            names.add(name.isEmpty() ? "column " + i : name);
        }
        refuseBadNames();
        columns = names.stream().map(CsvColumn::new).toList();
    }

    private void refuseBadNames() {
        for (String name : names) {
            if (names.indexOf(name) != names.lastIndexOf(name)) {
                throw new FlashFlowException(
                        place(path) + ": several columns are called '" + name + "'; give every column its own name.");
            }
        }
        if (names.stream().allMatch(name -> name.matches("[+-]?\\d*\\.\\d+([eE][+-]?\\d+)?"))) {
            throw new FlashFlowException(place(path) + ": its first line holds the numbers " + names
                    + " and no names; put a line of names before it.");
        }
    }

    private void look(List<String> record) {
        for (int i = 0; i < record.size(); i++) {
            columns.get(i).look(record.get(i));
        }
    }

    private void take(List<String> record) {
        for (int i = 0; i < record.size(); i++) {
            columns.get(i).take(record.get(i));
        }
    }
}
