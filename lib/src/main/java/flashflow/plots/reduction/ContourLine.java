package flashflow.plots.reduction;

import flashflow.validation.Bins;
import java.util.ArrayList;
import java.util.List;

/**
 * The line on which a density has one value, by marching squares between the centres of the cells (Lorensen and Cline's
 * marching cubes, 1987, in two dimensions). Pieces are separate, with NaN between them.
 */
public final class ContourLine {
    private final SmoothedDensity density;
    private final double[] xs;
    private final double[] ys;
    private final double level;
    private final List<double[]> pieces = new ArrayList<>();

    private ContourLine(SmoothedDensity density, double level) {
        this.density = density;
        this.xs = framed(density.x());
        this.ys = framed(density.y());
        this.level = level;
    }

    /** @return coordinates x (row 0) and y (row 1) of polylines, joined end to end where possible */
    public static double[][] of(SmoothedDensity density, double level) {
        var line = new ContourLine(density, level);
        for (int i = 0; i + 1 < line.xs.length; i++) {
            for (int j = 0; j + 1 < line.ys.length; j++) {
                line.square(i, j);
            }
        }
        return Polylines.joined(line.pieces);
    }

    /** Centres of the cells, and the outer edges, so that contours close at the frame. */
    private static double[] framed(Bins bins) {
        double[] centres = bins.centres();
        double[] framed = new double[centres.length + 2];
        System.arraycopy(centres, 0, framed, 1, centres.length);
        framed[0] = bins.low();
        framed[framed.length - 1] = bins.high();
        return framed;
    }

    /** Height above the level at a corner; zero density on the frame. */
    private double height(int i, int j) {
        boolean frame = i == 0 || j == 0 || i == xs.length - 1 || j == ys.length - 1;
        return (frame ? 0 : density.cells()[i - 1][j - 1]) - level;
    }

    private void square(int i, int j) {
        var crossings = new ArrayList<double[]>();
        cross(crossings, i, j, i + 1, j);
        cross(crossings, i + 1, j, i + 1, j + 1);
        cross(crossings, i + 1, j + 1, i, j + 1);
        cross(crossings, i, j + 1, i, j);
        for (int k = 0; k + 1 < crossings.size(); k += 2) {
            double[] a = crossings.get(k);
            double[] b = crossings.get(k + 1);
            pieces.add(new double[] {a[0], a[1], b[0], b[1]});
        }
    }

    /** Corners are always taken in the same order, so that neighbours find the same point to the last bit. */
    private void cross(List<double[]> crossings, int i1, int j1, int i2, int j2) {
        if (i1 > i2 || j1 > j2) {
            cross(crossings, i2, j2, i1, j1);
            return;
        }
        double h1 = height(i1, j1);
        double h2 = height(i2, j2);
        if (h1 >= 0 != h2 >= 0) {
            double t = h1 / (h1 - h2);
            crossings.add(new double[] {xs[i1] + t * (xs[i2] - xs[i1]), ys[j1] + t * (ys[j2] - ys[j1])});
        }
    }
}
