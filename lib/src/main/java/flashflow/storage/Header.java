package flashflow.storage;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON header of a safetensors file.
 *
 * @param metadata the strings under {@code __metadata__}, in the file's order
 * @param tensors by name, in the file's order
 */
record Header(Map<String, String> metadata, Map<String, TensorInfo> tensors) {
    private static final String METADATA = "__metadata__";

    /** Reads the JSON; {@link Malformed} says what is wrong with it. */
    static Header parse(String json) {
        var header = new Header(new LinkedHashMap<>(), new LinkedHashMap<>());
        try (var in = new JsonReader(new StringReader(json))) {
            in.setStrictness(Strictness.STRICT);
            in.beginObject();
            while (in.hasNext()) {
                header.readEntry(in);
            }
            in.endObject();
            in.peek();
        } catch (Malformed e) {
            throw e;
        } catch (IOException | IllegalStateException | NumberFormatException e) {
            throw new Malformed("its header is not the JSON that the format asks for");
        }
        return header;
    }

    /** What begins so, without the beginning. */
    Header under(String prefix) {
        var part = new Header(new LinkedHashMap<>(), new LinkedHashMap<>());
        metadata.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                part.metadata.put(key.substring(prefix.length()), value);
            }
        });
        tensors.values().stream()
                .filter(tensor -> tensor.name().startsWith(prefix))
                .map(tensor -> tensor.named(tensor.name().substring(prefix.length())))
                .forEach(tensor -> part.tensors.put(tensor.name(), tensor));
        return part;
    }

    private void readEntry(JsonReader in) throws IOException {
        String name = in.nextName();
        if (name.equals(METADATA)) {
            readMetadata(in);
        } else if (tensors.put(name, readTensor(in, name)) != null) {
            throw new Malformed("its header names the tensor '" + name + "' twice");
        }
    }

    private void readMetadata(JsonReader in) throws IOException {
        in.beginObject();
        while (in.hasNext()) {
            String key = in.nextName();
            if (in.peek() != JsonToken.STRING) {
                throw new Malformed("its metadata '" + key + "' is not a string");
            }
            metadata.put(key, in.nextString());
        }
        in.endObject();
    }

    private static TensorInfo readTensor(JsonReader in, String name) throws IOException {
        DataType type = null;
        List<Long> shape = null;
        List<Long> offsets = null;
        in.beginObject();
        while (in.hasNext()) {
            switch (in.nextName()) {
                case "dtype" -> type = dataType(in.nextString(), name);
                case "shape" -> shape = readLongs(in);
                case "data_offsets" -> offsets = readLongs(in);
                default -> in.skipValue();
            }
        }
        in.endObject();
        if (type == null || shape == null || offsets == null || offsets.size() != 2) {
            throw new Malformed("the tensor '" + name + "' lacks its dtype, shape or data_offsets");
        }
        var info = new TensorInfo(name, type, shape, offsets.get(0), offsets.get(1));
        checkSize(info);
        return info;
    }

    private static void checkSize(TensorInfo info) {
        try {
            if (info.begin() >= 0
                    && Math.subtractExact(info.end(), info.begin()) == TensorInfo.bytes(info.type(), info.shape())) {
                return;
            }
        } catch (ArithmeticException e) {
            // Said below.
        }
        throw new Malformed("the tensor '" + info.name() + "' of shape " + info.shape() + " and type " + info.type()
                + " does not fit its bytes " + info.begin() + " to " + info.end());
    }

    private static DataType dataType(String text, String name) {
        try {
            return DataType.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw new Malformed("the tensor '" + name + "' has the unknown dtype '" + text + "'");
        }
    }

    private static List<Long> readLongs(JsonReader in) throws IOException {
        var longs = new ArrayList<Long>();
        in.beginArray();
        while (in.hasNext()) {
            longs.add(in.nextLong());
        }
        in.endArray();
        return longs;
    }

    /** Refuses overlaps, holes, and bytes before or after the tensors, as the format does. */
    void checkCovers(long dataBytes) {
        long position = 0;
        for (TensorInfo tensor : inFileOrder(tensors.values())) {
            if (tensor.begin() != position) {
                throw new Malformed("the tensor '" + tensor.name() + "' begins at byte " + tensor.begin()
                        + " where byte " + position + " was expected (an overlap or a hole)");
            }
            position = tensor.end();
        }
        if (position > dataBytes) {
            throw new Malformed("it is cut off: its tensors need " + position + " bytes and it holds " + dataBytes);
        }
        if (position < dataBytes) {
            throw new Malformed((dataBytes - position) + " bytes follow its last tensor");
        }
    }

    private static List<TensorInfo> inFileOrder(Collection<TensorInfo> tensors) {
        return tensors.stream()
                .sorted(Comparator.comparingLong(TensorInfo::begin).thenComparingLong(TensorInfo::end))
                .toList();
    }

    /** The header as bytes, padded with spaces so that the data begin at a multiple of eight. */
    byte[] bytes() {
        var text = new StringWriter();
        try (var out = new JsonWriter(text)) {
            out.beginObject().name(METADATA).beginObject();
            for (var entry : metadata.entrySet()) {
                out.name(entry.getKey()).value(entry.getValue());
            }
            out.endObject();
            for (TensorInfo tensor : tensors.values()) {
                writeTensor(out, tensor);
            }
            out.endObject();
        } catch (IOException e) {
            throw new IllegalStateException("a StringWriter does not fail", e);
        }
        int length = text.toString().getBytes(StandardCharsets.UTF_8).length;
        return (text + " ".repeat((8 - length % 8) % 8)).getBytes(StandardCharsets.UTF_8);
    }

    private static void writeTensor(JsonWriter out, TensorInfo tensor) throws IOException {
        out.name(tensor.name()).beginObject();
        out.name("dtype").value(tensor.type().name()).name("shape").beginArray();
        for (long size : tensor.shape()) {
            out.value(size);
        }
        out.endArray().name("data_offsets").beginArray();
        out.value(tensor.begin()).value(tensor.end()).endArray().endObject();
    }

    /** What is wrong with a file, as the end of a sentence. */
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }
}
