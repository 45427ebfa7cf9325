package flashflow.data.selection;

import flashflow.FlashFlowException;
import flashflow.data.ColumnType;

/** A column that says which rows are meant: true, or not 0. */
final class Mask {
    private Mask() {}

    static Truths truths(String column, ColumnBlock block) {
        if (block.type(column).kind() == ColumnType.Kind.TEXT) {
            throw new FlashFlowException("The column '" + column
                    + "' holds text and is no mask of truths or numbers; select by where(...) on the text.");
        }
        var numbers = block.numbers(column);
        boolean[] holds = new boolean[block.size()];
        boolean[] nan = new boolean[block.size()];
        for (int i = 0; i < holds.length; i++) {
            nan[i] = numbers.isNan(i);
            holds[i] = !nan[i] && (numbers.isWhole() ? numbers.wholes()[i] != 0 : numbers.real(i) != 0);
        }
        return new Truths(holds, nan);
    }
}
