package flashflow.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * Draws that one member of an ensemble makes: row i and fold k, by their numbers, are drawn by member (i + k) mod m, whatever is drawn
 * beside them. So each member has its share of the rows, and of the folds of each row.
 *
 * @param member number of the flow
 * @param rowPlaces places of its rows among those that are drawn, in order
 * @param firstFold place of its first fold
 * @param folds how many
 * @param stride from one fold to its next
 */
record Turn(int member, int[] rowPlaces, int firstFold, int folds, int stride) {
    /**
     * All turns that make the draws of so many rows and consecutive folds.
     *
     * @param rowNumbers for each row its number
     * @param firstFold number of the first fold
     */
    static List<Turn> all(IntToLongFunction rowNumbers, int rows, int firstFold, int folds, int members) {
        var turns = new ArrayList<Turn>();
        for (int rest = 0; rest < members; rest++) {
            int[] places = places(rowNumbers, rows, rest, members);
            for (int fold = 0; places.length > 0 && fold < Math.min(members, folds); fold++) {
                int member = Math.floorMod(rest + firstFold + fold, members);
                turns.add(new Turn(member, places, fold, (folds - fold + members - 1) / members, members));
            }
        }
        return turns;
    }

    private static int[] places(IntToLongFunction rowNumbers, int rows, int rest, int members) {
        return IntStream.range(0, rows)
                .filter(i -> Math.floorMod(rowNumbers.applyAsLong(i), members) == rest)
                .toArray();
    }

    int rows() {
        return rowPlaces.length;
    }

    /** The numbers of its rows. */
    IntToLongFunction numbers(IntToLongFunction all) {
        return i -> all.applyAsLong(rowPlaces[i]);
    }

    /** The context of its rows, of so many columns, out of that of all rows. */
    float[] context(float[] all, int columns) {
        float[] some = new float[rows() * columns];
        for (int i = 0; i < rows(); i++) {
            System.arraycopy(all, rowPlaces[i] * columns, some, i * columns, columns);
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
        int width = length / (rows() * folds);
        for (int draw = 0; draw < rows() * folds; draw++) {
            int to = rowPlaces[draw / folds] * allFolds + firstFold + draw % folds * stride;
            System.arraycopy(made, draw * width, all, to * width, width);
        }
    }
}
