package flashflow.flow;

import java.util.ArrayList;
import java.util.List;

/**
 * Draws that one member of an ensemble makes: row i and fold k, by their numbers, are drawn by member (i + k) mod m, whatever is drawn
 * beside them. So each member has its share of the rows, and of the folds of each row.
 *
 * @param member number of the flow
 * @param firstRow place of its first row among those that are drawn
 * @param rows how many
 * @param firstFold place of its first fold
 * @param folds how many
 * @param stride from one row, or fold, to its next
 */
record Turn(int member, int firstRow, int rows, int firstFold, int folds, int stride) {
    /** All turns that make the draws of consecutive rows and folds. */
    static List<Turn> all(long firstRow, int rows, int firstFold, int folds, int members) {
        var turns = new ArrayList<Turn>();
        for (int row = 0; row < Math.min(members, rows); row++) {
            for (int fold = 0; fold < Math.min(members, folds); fold++) {
                int member = (int) ((firstRow + row + firstFold + fold) % members);
                turns.add(
                        new Turn(member, row, places(rows, row, members), fold, places(folds, fold, members), members));
            }
        }
        return turns;
    }

    private static int places(int count, int first, int stride) {
        return (count - first + stride - 1) / stride;
    }

    /** The context of its rows, of so many columns, out of that of all rows. */
    float[] context(float[] all, int columns) {
        float[] some = new float[rows * columns];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(all, (firstRow + i * stride) * columns, some, i * columns, columns);
        }
        return some;
    }

    /**
     * Puts what it made where it belongs.
     *
     * @param made values of its draws, an array of numbers
     * @param all values of all draws
     * @param allFolds folds of a row
     */
    void put(float[] made, float[] all, int allFolds) {
        put(made, made.length, all, allFolds);
    }

    /** The same in float64. */
    void put(double[] made, double[] all, int allFolds) {
        put(made, made.length, all, allFolds);
    }

    private void put(Object made, int length, Object all, int allFolds) {
        int width = length / (rows * folds);
        for (int draw = 0; draw < rows * folds; draw++) {
            int to = (firstRow + draw / folds * stride) * allFolds + firstFold + draw % folds * stride;
            System.arraycopy(made, draw * width, all, to * width, width);
        }
    }
}
