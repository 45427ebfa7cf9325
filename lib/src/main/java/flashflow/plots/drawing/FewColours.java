package flashflow.plots.drawing;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A picture in at most 64 colours: those that it has most of as they are, which are the ones it was drawn with, and the shades between
 * them, at the edges of lines and letters, coarsely.
 */
final class FewColours {
    private static final int MOST = 64;
    private static final int EXACT = 16;
    /** Levels of each channel of a shade; 51 apart, so that 0 and 255 are among them. */
    private static final int STEP = 51;

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

    static BufferedImage of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        var few = new FewColours(pixels);
        var indexed = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, few.model());
        var raster = indexed.getRaster();
        for (int i = 0; i < pixels.length; i++) {
            raster.setSample(i % width, i / width, 0, few.index(few.coarse(pixels[i])));
        }
        return indexed;
    }

    private IndexColorModel model() {
        int[] map = colours.stream().mapToInt(Integer::intValue).toArray();
        return new IndexColorModel(8, map.length, map, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE);
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
