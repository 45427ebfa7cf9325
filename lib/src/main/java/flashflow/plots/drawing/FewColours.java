package flashflow.plots.drawing;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * A picture in at most 64 colours: those that it has most of as they are, which are the ones it was drawn with, and the shades between
 * them, at the edges of lines and letters, coarsely.
 */
final class FewColours {
    private static final int MOST = 64;
    private static final int EXACT = 24;
    /** Levels of each channel of a shade; 51 apart, so that 0 and 255 are among them. */
    private static final int STEP = 51;

    private static final byte PALETTE = 3;
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private final Set<Integer> exact;
    private final List<Integer> colours;
    private final Map<Integer, Integer> indices = new HashMap<>();

    private FewColours(int[] pixels) {
        exact = Set.copyOf(frequent(IntStream.of(pixels).map(pixel -> pixel & 0xffffff), EXACT));
        colours = frequent(IntStream.of(pixels).map(this::coarse), MOST);
    }

    private static List<Integer> frequent(IntStream colours, int most) {
        var counts = new HashMap<Integer, Integer>();
        colours.forEach(colour -> counts.merge(colour, 1, Integer::sum));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * The picture as a PNG file. Java's own writer filters the rows, which is for photographs and makes pictures of few colours a
     * fifth larger.
     */
    static byte[] png(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        return new FewColours(pixels).png(pixels, width, height);
    }

    private byte[] png(int[] pixels, int width, int height) {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) 8)
                .put(PALETTE)
                .array();
        var map = ByteBuffer.allocate(3 * colours.size());
        colours.forEach(colour ->
                map.put((byte) (colour >> 16)).put((byte) (colour >> 8)).put((byte) (int) colour));
        var file = new ByteArrayOutputStream();
        file.writeBytes(SIGNATURE);
        chunk(file, "IHDR", header);
        chunk(file, "PLTE", map.array());
        chunk(file, "IDAT", deflated(rows(pixels, width, height)));
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    /** Row by row, each behind a zero: not filtered. */
    private byte[] rows(int[] pixels, int width, int height) {
        byte[] rows = new byte[(width + 1) * height];
        for (int i = 0; i < pixels.length; i++) {
            rows[i + i / width + 1] = (byte) index(coarse(pixels[i]));
        }
        return rows;
    }

    private static void chunk(ByteArrayOutputStream file, String name, byte[] content) {
        byte[] named = ByteBuffer.allocate(4 + content.length)
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .array();
        var sum = new CRC32();
        sum.update(named);
        file.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        file.writeBytes(named);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    private static byte[] deflated(byte[] content) {
        var bytes = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try (var stream = new DeflaterOutputStream(bytes, deflater)) {
            stream.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private int index(int colour) {
        return indices.computeIfAbsent(colour, this::nearest);
    }

    private int nearest(int colour) {
        int best = 0;
        for (int i = 1; i < colours.size(); i++) {
            if (distance(colours.get(i), colour) < distance(colours.get(best), colour)) {
                best = i;
            }
        }
        return best;
    }

    private static int distance(int a, int b) {
        int sum = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int apart = (a >> shift & 0xff) - (b >> shift & 0xff);
            sum += apart * apart;
        }
        return sum;
    }

    private int coarse(int colour) {
        if (exact.contains(colour & 0xffffff)) {
            return colour & 0xffffff;
        }
        int coarse = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            coarse |= Math.round((colour >> shift & 0xff) / (float) STEP) * STEP << shift;
        }
        return coarse;
    }
}
