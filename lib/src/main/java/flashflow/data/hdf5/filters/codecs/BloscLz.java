package flashflow.data.hdf5.filters.codecs;

import java.util.zip.DataFormatException;

/**
 * BloscLZ, Blosc's own relative of FastLZ. A byte below 32 begins a run of one byte more. Else its upper three bits are a length
 * less 2, of which 7 goes on in the next bytes as long as they are 255, and the rest and one more byte are a distance less 1; the
 * largest, 8191, is followed by two bytes that add to it. The very first byte is a run, whatever its upper bits say.
 */
public final class BloscLz implements Codec {
    public static final Codec CODEC = new BloscLz();

    private static final int RUN_BELOW = 32;
    private static final int LONG = 7;
    private static final int LONGEST = 255;
    private static final int FAR = 8191;

    private BloscLz() {}

    @Override
    public int decode(Span in, Span out) throws DataFormatException {
        return new Decoding(in, out).decode();
    }

    private static final class Decoding {
        private final byte[] bytes;
        private final int end;
        private final Span out;
        private int at;
        private int done;

        Decoding(Span in, Span out) {
            this.bytes = in.array();
            this.at = in.from();
            this.end = in.from() + in.length();
            this.out = out;
        }

        int decode() throws DataFormatException {
            int head = next() & RUN_BELOW - 1;
            while (true) {
                int count = head < RUN_BELOW ? run(head + 1) : repeat(head >> 5, head & 0x1f);
                done += count;
                if (at == end) {
                    return done;
                }
                head = next();
            }
        }

        private int run(int count) throws DataFormatException {
            if (count > end - at) {
                throw endEarly();
            }
            References.copyRun(bytes, at, out, done, count);
            at += count;
            return count;
        }

        private int repeat(int length, int high) throws DataFormatException {
            int count = length + 2 + (length == LONG ? more() : 0);
            int distance = (high << 8) + next();
            if (distance == FAR) {
                distance += (next() << 8) + next();
            }
            References.repeat(out, done, distance + 1, count);
            return count;
        }

        private int more() throws DataFormatException {
            int sum = 0;
            int part = LONGEST;
            while (part == LONGEST) {
                part = next();
                sum = Math.min(sum + part, Integer.MAX_VALUE / 2);
            }
            return sum;
        }

        private int next() throws DataFormatException {
            if (at == end) {
                throw endEarly();
            }
            return bytes[at++] & 0xff;
        }

        private static DataFormatException endEarly() {
            return new DataFormatException("its compressed data end early");
        }
    }
}
