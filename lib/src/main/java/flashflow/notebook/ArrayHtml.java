package flashflow.notebook;

import ai.djl.ndarray.NDArray;
import flashflow.Html;
import flashflow.HtmlTable;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A DJL array as one line of HTML: shape, type, device, and for small ones the values. */
final class ArrayHtml {
    private static final long MOST_VALUES = 12;

    private ArrayHtml() {}

    static String of(NDArray array) {
        String values = "";
        if (array.size() <= MOST_VALUES && array.getDataType().isFloating()) {
            values = " ["
                    + Arrays.stream(array.toArray())
                            .map(value -> HtmlTable.number(value.doubleValue()))
                            .collect(Collectors.joining(", "))
                    + "]";
        }
        return "<code>NDArray "
                + Html.escape(
                        array.getShape() + " " + array.getDataType().toString().toLowerCase(java.util.Locale.ROOT)
                                + " on " + array.getDevice() + values)
                + "</code>";
    }
}
