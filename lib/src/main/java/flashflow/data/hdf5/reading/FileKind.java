package flashflow.data.hdf5.reading;

import flashflow.FlashFlowException;
import flashflow.data.Place;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Other kinds of files that users have at hand, known by their first bytes, and the line of Python that converts each. */
final class FileKind {
    private record Kind(String start, String name, String read) {}

    private static final List<Kind> KINDS = List.of(
            new Kind(
                    "root", "ROOT", "import uproot; a = uproot.open('%s')['TREE'].arrays(library='pd').to_numpy('f4')"),
            new Kind("\u0093NUMPY", "NumPy", "import numpy; a = numpy.load('%s').astype('f4')"),
            new Kind("PK\3\4", "zip or .npz", "import numpy; a = numpy.load('%s')['NAME'].astype('f4')"),
            new Kind(
                    "\u001f\u008b",
                    "gzip-compressed",
                    "import gzip; open('plain', 'wb').write(gzip.open('%s').read())"),
            new Kind("ARROW1", "Arrow or Feather", "import pandas; a = pandas.read_feather('%s').to_numpy('f4')"),
            new Kind("CDF", "classic netCDF", "import netCDF4; a = netCDF4.Dataset('%s')['NAME'][:].astype('f4')"));

    private static final String PARQUET = "PAR1";

    /** Enough for the first line of a table of many columns. */
    private static final int LONGEST = 8192;

    private FileKind() {}

    static FlashFlowException refuse(OpenFile file, Place place) {
        String start = start(file);
        if (start.startsWith(PARQUET)) {
            return ours(place, "a Parquet", "ParquetDataset.columns(path)");
        }
        if (isTable(start)) {
            return ours(place, "a CSV", "CsvDataset.columns(path)");
        }
        return KINDS.stream()
                .filter(kind -> start.startsWith(kind.start()))
                .findFirst()
                .map(kind -> other(place, kind))
                .orElseGet(() -> unknown(file, place));
    }

    private static String start(OpenFile file) {
        var bytes = ByteBuffer.allocate((int) Math.min(LONGEST, file.size()));
        file.read(0, bytes);
        return new String(bytes.array(), StandardCharsets.ISO_8859_1);
    }

    private static FlashFlowException ours(Place place, String kind, String line) {
        return new FlashFlowException("File " + place.file() + " is not a readable HDF5 file but " + kind
                + " file; open it with " + line + ".");
    }

    /** Text whose first two lines are cut by a comma, a semicolon or a tab; of very wide tables the first line is seen alone. */
    private static boolean isTable(String start) {
        boolean text = start.chars().noneMatch(c -> c < ' ' && c != '\t' && c != '\r' && c != '\n');
        var lines = start.lines().limit(2).toList();
        boolean enough = lines.size() == 2 || start.length() == LONGEST;
        return text
                && enough
                && Stream.of(",", ";", "\t").anyMatch(cut -> lines.stream().allMatch(line -> line.contains(cut)));
    }

    private static FlashFlowException other(Place place, Kind kind) {
        String line = String.format(Locale.ROOT, kind.read(), place.file().getFileName());
        String store = line.contains("a = ") ? "; import h5py; h5py.File('rows.h5', 'w')['data'] = a" : "";
        return new FlashFlowException("File " + place.file() + " is not a readable HDF5 file but a " + kind.name()
                + " file; convert it in Python: " + line + store + ".");
    }

    private static FlashFlowException unknown(OpenFile file, Place place) {
        return new FlashFlowException("File " + place.file() + " is not a readable HDF5 file ("
                + (file.size() == 0 ? "it is empty" : "no HDF5 signature is found in it")
                + "); check the path, or copy it again.");
    }
}
