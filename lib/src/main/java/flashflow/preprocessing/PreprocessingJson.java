package flashflow.preprocessing;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.preprocessing.transforms.TransformKind;
import java.io.IOException;
import java.util.List;

/** Preprocessings as JSON: the layout, the seed, one list of transforms for each column, and what fitting saw. */
final class PreprocessingJson {
    private static final int VERSION = 3;

    /** Written where no column becomes its cosine and sine, which it does not know. */
    private static final int FLOAT64_VERSION = 2;

    /** Written where no column is taken in float64 either. */
    private static final int FLOAT32_VERSION = 1;

    private static final Gson GSON = new GsonBuilder()
            .registerTypeAdapter(double.class, new NumberAdapter())
            .registerTypeAdapter(Double.class, new NumberAdapter())
            .setPrettyPrinting()
            .create();

    private PreprocessingJson() {}

    /** The top of the document. */
    private record Document(
            int version, long seed, List<String> context, List<String> targets, List<Column> columns, Seen fit) {}

    /** What fitting saw; null for no remarks, which older releases do not know. */
    private record Seen(long rows, long dropped, List<ColumnFit> columns, List<String> remarks) {
        static Seen of(Fit fit) {
            return new Seen(
                    fit.rows(), fit.dropped(), fit.columns(), fit.remarks().isEmpty() ? null : fit.remarks());
        }

        Fit fit() {
            return new Fit(rows, dropped, columns, remarks == null ? List.of() : remarks);
        }
    }

    /** One column's chain; exact is null for false, and an expansion that it has not is null. */
    private record Column(
            String name,
            String comment,
            List<JsonObject> transforms,
            OneHot oneHot,
            SineCosine sineCosine,
            ColumnChain.PhysicalRange range,
            Boolean exact) {}

    static String write(Preprocessing preprocessing) {
        var layout = preprocessing.layout();
        return GSON.toJson(new Document(
                version(preprocessing.chains()),
                preprocessing.seed(),
                layout.context(),
                layout.targets(),
                preprocessing.chains().stream().map(PreprocessingJson::column).toList(),
                preprocessing.fit().map(Seen::of).orElse(null)));
    }

    private static int version(List<ColumnChain> chains) {
        if (chains.stream().anyMatch(chain -> chain.expansion() instanceof SineCosine)) {
            return VERSION;
        }
        return chains.stream().anyMatch(ColumnChain::exact) ? FLOAT64_VERSION : FLOAT32_VERSION;
    }

    private static Column column(ColumnChain chain) {
        return new Column(
                chain.name(),
                chain.comment(),
                chain.transforms().stream()
                        .map(t -> TransformKind.toJson(t, GSON))
                        .toList(),
                chain.expansion() instanceof OneHot oneHot ? oneHot : null,
                chain.expansion() instanceof SineCosine sineCosine ? sineCosine : null,
                chain.range(),
                chain.exact() ? true : null);
    }

    static Preprocessing read(String json) {
        try {
            var document = GSON.fromJson(json, Document.class);
            if (document == null || document.version < 1) {
                throw new FlashFlowException("This is no preprocessing in JSON, which begins with its version.");
            } else if (document.version > VERSION) {
                throw new FlashFlowException("This is a preprocessing of version " + document.version
                        + ", and this release of FlashFlow reads versions up to " + VERSION
                        + "; read it with a newer release.");
            }
            return preprocessing(document);
        } catch (JsonParseException | NullPointerException | ClassCastException e) {
            throw new FlashFlowException(
                    "The JSON of a preprocessing cannot be read (" + e.getMessage() + "); it is damaged.", e);
        }
    }

    private static Preprocessing preprocessing(Document document) {
        var layout = new ColumnLayout(document.context, document.targets);
        var chains = document.columns.stream().map(PreprocessingJson::chain).toList();
        if (!layout.columns().equals(chains.stream().map(ColumnChain::name).toList())) {
            throw new FlashFlowException(
                    "The JSON of a preprocessing has chains for other columns than its layout; it is damaged.");
        }
        return new Preprocessing(layout, chains, document.seed, document.fit == null ? null : document.fit.fit());
    }

    private static ColumnChain chain(Column column) {
        return new ColumnChain(
                column.name,
                column.comment,
                column.transforms.stream()
                        .map(e -> TransformKind.fromJson(e, GSON))
                        .toList(),
                column.oneHot != null ? column.oneHot : column.sineCosine,
                column.range,
                Boolean.TRUE.equals(column.exact));
    }

    /** Numbers that are not finite, which JSON lacks, are written as strings. */
    private static final class NumberAdapter extends TypeAdapter<Double> {
        @Override
        public void write(JsonWriter out, Double value) throws IOException {
            if (Double.isFinite(value)) {
                out.value(value);
            } else {
                out.value(value.toString());
            }
        }

        @Override
        public Double read(JsonReader in) throws IOException {
            return in.peek() == JsonToken.STRING ? Double.valueOf(in.nextString()) : (Double) in.nextDouble();
        }
    }
}
