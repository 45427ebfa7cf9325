package flashflow.spark.frames;

import flashflow.FlashFlowException;
import flashflow.data.ColumnFinder;
import flashflow.data.ColumnLayout;
import flashflow.data.ColumnType;
import flashflow.data.RowSource;
import flashflow.spark.rows.InMemory;
import flashflow.spark.rows.PartWork;
import flashflow.spark.rows.RowChoice;
import flashflow.spark.rows.SpreadRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import scala.Tuple2;

/** The rows of a DataFrame, a part for each of its partitions. */
public final class FrameRows implements SpreadRows {
    /** As many as a fit judges by. */
    private static final int LOOKED_AT = 1 << 15;

    private static final long LOOK = 0;

    private final Dataset<Row> rows;
    private final List<String> columns;
    private final long count;

    private FrameRows(Dataset<Row> rows, List<String> columns) {
        this.rows = rows;
        this.columns = columns;
        this.count = rows.count();
    }

    /**
     * Takes columns of a DataFrame.
     *
     * @param id name of a column of whole numbers that tells rows apart; empty where rows are numbered by their places
     * @param columns their names; of an empty list all that hold numbers or truth values, but the one of row numbers
     * @throws FlashFlowException if a column is missing or holds no numbers, there is no row, or the rows have no lasting order
     *     or are computed by functions that give something else each time
     */
    public static FrameRows of(Dataset<Row> frame, Optional<String> id, List<String> columns) {
        RowNumbers.refuseRandom(frame);
        id.ifPresent(name -> SampleSchema.whole(frame.schema(), name));
        var names = columns.isEmpty() ? numbers(frame, id) : columns;
        names.forEach(name -> requireNumbers(frame, name));
        var numbered = id.isPresent() ? frame : RowNumbers.inOrder(frame);
        var chosen = Stream.concat(Stream.of(id.orElse(RowNumbers.ROW)), names.stream())
                .map(name -> functions.col("`" + name + "`"))
                .toArray(Column[]::new);
        var found = new FrameRows(numbered.select(chosen), names);
        if (found.count == 0) {
            throw new FlashFlowException("The DataFrame has no rows; widen its selection.");
        }
        return found;
    }

    private static List<String> numbers(Dataset<Row> frame, Optional<String> id) {
        return Arrays.stream(frame.schema().fields())
                .filter(field -> isNumber(field.dataType()) && !id.equals(Optional.of(field.name())))
                .map(field -> field.name())
                .toList();
    }

    private static boolean isNumber(DataType type) {
        return type instanceof NumericType || type instanceof BooleanType;
    }

    private static void requireNumbers(Dataset<Row> frame, String name) {
        var names = Arrays.asList(frame.schema().fieldNames());
        if (!names.contains(name)) {
            throw new FlashFlowException("The DataFrame lacks the column '" + name + "'; "
                    + ColumnFinder.among(names).nearest(name) + ".");
        }
        var type = frame.schema().apply(name).dataType();
        if (!isNumber(type)) {
            throw new FlashFlowException("The DataFrame's column '" + name + "' is " + type.simpleString()
                    + ", and numbers are needed; cast it, or leave it out.");
        }
    }

    @Override
    public String name() {
        return "the DataFrame";
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public JavaSparkContext context() {
        return JavaSparkContext.fromSparkContext(rows.sparkSession().sparkContext());
    }

    /** Some rows, chosen by their numbers. */
    @Override
    public RowSource look() {
        var choice = RowChoice.of(0, LOOK, count, LOOKED_AT);
        int width = columns.size();
        var found = run("FlashFlow: looks at some rows", () -> map(part -> {
                    var some = new ArrayList<RowChoice.Row>();
                    part.forEach((numbers, values, n) -> choice.addTo(some, numbers, values, width, n));
                    return some;
                })
                .values()
                .collect());
        double[] values = RowChoice.lowest(found.stream().flatMap(List::stream).toList(), LOOKED_AT).stream()
                .flatMapToDouble(row -> Arrays.stream(row.values()))
                .toArray();
        return new InMemory(new ColumnLayout(List.of(), columns), types(), values);
    }

    private List<ColumnType> types() {
        return columns.stream()
                .map(name -> type(rows.schema().apply(name).dataType()))
                .toList();
    }

    private static ColumnType type(DataType type) {
        if (type.equals(DataTypes.LongType)) {
            return ColumnType.INT64;
        } else if (type.equals(DataTypes.IntegerType)) {
            return ColumnType.INT32;
        }
        boolean narrow = type.equals(DataTypes.FloatType)
                || type.equals(DataTypes.ShortType)
                || type.equals(DataTypes.ByteType)
                || type.equals(DataTypes.BooleanType);
        return narrow ? ColumnType.FLOAT32 : ColumnType.FLOAT64;
    }

    @Override
    public <S> JavaPairRDD<Integer, S> map(PartWork<S> work) {
        int width = columns.size();
        return rows.javaRDD()
                .mapPartitionsWithIndex(
                        (place, some) -> List.of(new Tuple2<>(place, work.of(new FramePart(some, width))))
                                .iterator(),
                        false)
                .mapToPair(pair -> pair);
    }
}
