package flashflow.data.hdf5.look;

import flashflow.data.ColumnLayout;
import flashflow.data.hdf5.format.Datatype;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The line of Java that opens a dataset, by its type and shape; or why there is none. */
final class HowToOpen {
    private static final String DEFAULT_DATASET = "data";

    /** Attributes whose names are taken without a word. */
    private static final List<String> KNOWN_LABELS = List.of("columns", "names", "column_names");

    private HowToOpen() {}

    /** @param labels name of a dataset beside this one that names its columns */
    static Opening of(DatasetFacts dataset, Optional<String> labels) {
        return whyNot(dataset)
                .map(Opening::not)
                .orElseGet(() -> opening(dataset, dataset.labels().or(() -> labels)));
    }

    private static Optional<String> whyNot(DatasetFacts dataset) {
        return noRows(dataset).or(dataset::obstacle).or(() -> noNumbers(dataset));
    }

    private static Optional<String> noRows(DatasetFacts dataset) {
        if (dataset.space().isNull() || Matlab.isEmpty(dataset)) {
            return Optional.of("empty");
        }
        if (dataset.rank() == 0) {
            return Optional.of("a single value, no rows");
        }
        return dataset.space().elements() > 0 ? Optional.empty() : Optional.of("no rows yet");
    }

    private static Optional<String> noNumbers(DatasetFacts dataset) {
        var type = dataset.type();
        if (Matlab.isText(dataset)) {
            return Optional.of("text, as numbers of characters");
        }
        if (holdsNumbers(type)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (type.kind()) {
                    case TEXT -> "text: to carry along or to name columns, no numbers";
                    case VARIABLE -> "jagged: lists of different lengths, no columns";
                    case COMPOUND -> "its fields hold no numbers";
                    default -> type.kind().words() + ", not read";
                });
    }

    private static boolean holdsNumbers(Datatype type) {
        return switch (type.kind()) {
            case COMPOUND -> type.parts().members().stream().anyMatch(member -> holdsNumbers(member.type()));
            case ARRAY -> type.parts().of().filter(HowToOpen::holdsNumbers).isPresent();
            default -> type.number().isPresent();
        };
    }

    private static Opening opening(DatasetFacts dataset, Optional<String> labels) {
        if (dataset.type().kind() == Datatype.Kind.COMPOUND) {
            return compound(dataset);
        }
        if (dataset.isNumber() && dataset.rank() == 2) {
            return matrix(dataset, labels);
        }
        var columns = dataset.rank() < 3 ? Opening.columns(dataset.path()) : flattened(dataset);
        return named(columns, labels).and(dataset.rank() < 3 ? "" : slice(dataset));
    }

    private static Opening compound(DatasetFacts dataset) {
        if (dataset.rank() == 1) {
            return Opening.columns(dataset.path());
        }
        var mask = dataset.type().parts().members().stream()
                .filter(member -> member.type().isBoolean() && Masks.isCalledSo(member.name()))
                .findFirst();
        return flattened(dataset)
                .and(mask.map(member -> Masks.call(member.name())).orElse(""))
                .and(slice(dataset));
    }

    private static Opening matrix(DatasetFacts dataset, Optional<String> labels) {
        if (Matlab.wrote(dataset)) {
            return Opening.columns(dataset.path(), ".transposed()");
        }
        boolean known = labels.isEmpty() || KNOWN_LABELS.contains(labels.get());
        return known
                ? preset(dataset).orElseGet(() -> ofLayout(dataset))
                : named(Opening.columns(dataset.path()), labels);
    }

    private static Opening ofLayout(DatasetFacts dataset) {
        boolean usual = dataset.path().equals(DEFAULT_DATASET);
        return Opening.with("Hdf5Dataset.of(layout, path)"
                + (usual ? "" : ".dataset(" + Shown.literal(dataset.path()) + ")") + ".open()");
    }

    /** FlashSim's files, by width; another one of the same width calls its columns otherwise. */
    private static Optional<Opening> preset(DatasetFacts dataset) {
        boolean possible = dataset.path().equals(DEFAULT_DATASET)
                && dataset.type().kind() == Datatype.Kind.FLOAT
                && dataset.labels().isEmpty();
        if (possible && dataset.side(1) == ColumnLayout.jets().width()) {
            return Optional.of(Opening.with("Hdf5Dataset.jets(path)"));
        }
        return possible && dataset.side(1) == ColumnLayout.muons().width()
                ? Optional.of(Opening.with("Hdf5Dataset.muons(path)"))
                : Optional.empty();
    }

    private static Opening named(Opening columns, Optional<String> labels) {
        return columns.and(labels.filter(name -> !KNOWN_LABELS.contains(name))
                .map(name -> ".labels(" + Shown.literal(name) + ")")
                .orElse(""));
    }

    private static Opening flattened(DatasetFacts dataset) {
        return Opening.columns(dataset.path(), ".flatten()");
    }

    /** The other way, as a remark: the first element along the dimensions between rows and columns. */
    private static String slice(DatasetFacts dataset) {
        boolean compound = dataset.type().kind() == Datatype.Kind.COMPOUND;
        int inner = dataset.rank() - (compound ? 1 : 2);
        String zeros = String.join(", ", Collections.nCopies(inner, "0"));
        return " // or " + Shown.literal(dataset.path() + "[:, " + zeros + (compound ? "]" : ", :]"));
    }
}
