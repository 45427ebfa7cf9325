package flashflow.plots.drawing;

/** The data of a path, in tenths of a pixel, each point relative to the one before: a third of the length of plain coordinates. */
final class SvgPath {
    /** Finer than the eye. */
    private static final int PARTS = 10;

    private final StringBuilder data = new StringBuilder();
    private long x;
    private long y;
    private char command;

    /** A polyline; NaN coordinates lift the pen. */
    SvgPath polyline(double[] xs, double[] ys) {
        boolean down = false;
        for (int i = 0; i < xs.length; i++) {
            boolean drawable = Double.isFinite(xs[i]) && Double.isFinite(ys[i]);
            if (drawable) {
                point(down ? 'l' : 'm', Math.round(xs[i] * PARTS), Math.round(ys[i] * PARTS));
            }
            down = drawable;
        }
        return this;
    }

    /** A point that a round pen makes a dot of. */
    SvgPath dot(double px, double py) {
        point('m', Math.round(px * PARTS), Math.round(py * PARTS));
        return write('h', "0");
    }

    SvgPath close() {
        data.append('z');
        command = 'z';
        return this;
    }

    boolean isEmpty() {
        return data.isEmpty();
    }

    private void point(char kind, long nextX, long nextY) {
        long dx = nextX - x;
        long dy = nextY - y;
        x = nextX;
        y = nextY;
        if (kind == 'l' && dy == 0) {
            write('h', tenths(dx));
        } else if (kind == 'l' && dx == 0) {
            write('v', tenths(dy));
        } else {
            write(kind, tenths(dx) + (dy < 0 ? "" : " ") + tenths(dy));
        }
    }

    /** A command is not said twice, nor a blank before a minus. */
    private SvgPath write(char kind, String numbers) {
        boolean again = kind == command && kind != 'm';
        data.append(again ? (numbers.startsWith("-") ? "" : " ") : kind).append(numbers);
        command = kind;
        return this;
    }

    static String tenths(long value) {
        long whole = Math.abs(value) / PARTS;
        long part = Math.abs(value) % PARTS;
        String digits = part == 0 ? Long.toString(whole) : (whole == 0 ? "" : whole) + "." + part;
        return value < 0 ? "-" + digits : digits;
    }

    @Override
    public String toString() {
        return data.toString();
    }
}
