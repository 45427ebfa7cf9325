package flashflow.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FiniteTest {
    private static final float[] FINITE = {
        0, -0f, 1, -1, Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL
    };
    private static final float[] BAD = {
        Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.intBitsToFloat(0xff800001)
    };

    /** Around a strip, around where strips begin to be used, and where several threads look. */
    private static final int[] LENGTHS = {
        0, 1, 7, 8, 9, 2047, 2048, (1 << 14) - 1, 1 << 14, (1 << 14) + 1, (1 << 14) + 2047, 1 << 16, (1 << 19) + 3
    };

    private static float[] finite(int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = FINITE[(i * 7 + i / FINITE.length) % FINITE.length];
        }
        return values;
    }

    @Test
    void theLargestAndTheSmallestNumbersAreFinite() {
        for (int length : LENGTHS) {
            assertEquals(-1, Finite.firstBad(finite(length), 0, length), "of " + length);
        }
        float[] largest = new float[1 << 15];
        Arrays.fill(largest, Float.MAX_VALUE);
        assertEquals(-1, Finite.firstBad(largest, 0, largest.length));
    }

    @Test
    void findsTheFirstOfAnyKindAnywhere() {
        var random = new Random(5);
        for (int length : LENGTHS) {
            float[] values = finite(length);
            for (int i = 0; length > 0 && i < 60; i++) {
                int place = i == 0 ? 0 : i == 1 ? length - 1 : random.nextInt(length);
                int later = place + random.nextInt(length - place);
                float[] kept = {values[place], values[later]};
                values[later] = BAD[(i + 1) % BAD.length];
                values[place] = BAD[i % BAD.length];
                assertEquals(place, Finite.firstBad(values, 0, length), "of " + length);
                values[later] = kept[1];
                values[place] = kept[0];
            }
        }
    }

    @Test
    void looksAtNothingOutside() {
        float[] values = new float[3 + (1 << 15) + 5];
        Arrays.fill(values, Float.NaN);
        Arrays.fill(values, 3, 3 + (1 << 15), 2);
        assertEquals(-1, Finite.firstBad(values, 3, 3 + (1 << 15)));
        assertEquals(2, Finite.firstBad(values, 2, 3 + (1 << 15)));
        assertEquals(3 + (1 << 15), Finite.firstBad(values, 3, 4 + (1 << 15)));
    }
}
