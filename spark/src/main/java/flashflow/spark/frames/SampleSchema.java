package flashflow.spark.frames;

import flashflow.FlashFlowException;
import flashflow.data.ColumnFinder;
import flashflow.data.ColumnLayout;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Columns of a DataFrame of context and of what becomes of it: all columns other than targets with their own types, the targets, and
 * {@code fold}.
 *
 * @param context places of the model's context columns
 * @param id place of the column that numbers the rows
 * @param kept places of the columns that come again
 * @param output all columns of the sample
 */
record SampleSchema(int[] context, int id, int[] kept, StructType output) implements Serializable {
    /** Which draw of its row a row is, from 0. */
    static final String FOLD = "fold";

    /**
     * Finds the columns.
     *
     * @param id name of the column that numbers the rows
     * @param exact targets that are given in float64
     * @throws FlashFlowException if a column is missing or has a type that does not suit it, or two would have one name
     */
    static SampleSchema of(StructType input, String id, ColumnLayout layout, List<String> exact) {
        refuseAlike(input);
        int[] context =
                layout.context().stream().mapToInt(name -> number(input, name)).toArray();
        int[] kept = IntStream.range(0, input.size())
                .filter(i -> !layout.targets().contains(input.fields()[i].name()))
                .toArray();
        return new SampleSchema(context, whole(input, id), kept, output(input, kept, layout, exact));
    }

    private static StructType output(StructType input, int[] kept, ColumnLayout layout, List<String> exact) {
        var fields = new ArrayList<StructField>();
        for (int place : kept) {
            fields.add(input.fields()[place]);
        }
        for (String name : layout.targets()) {
            fields.add(DataTypes.createStructField(
                    name, exact.contains(name) ? DataTypes.DoubleType : DataTypes.FloatType, false));
        }
        fields.add(DataTypes.createStructField(FOLD, DataTypes.IntegerType, false));
        var output = new StructType(fields.toArray(StructField[]::new));
        refuseAlike(output);
        return output;
    }

    /** Spark tells no capital letters apart unless told otherwise. */
    private static void refuseAlike(StructType schema) {
        var seen = new HashSet<String>();
        for (String name : schema.fieldNames()) {
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw new FlashFlowException("The DataFrame has or would get two columns '" + name
                        + "', capital letters aside (the sample gets the targets and '" + FOLD
                        + "'); rename one with withColumnRenamed.");
            }
        }
    }

    private static int number(StructType input, String name) {
        int place = place(input, name, "the model's context column");
        var type = input.fields()[place].dataType();
        if (!(type instanceof NumericType || type instanceof BooleanType)) {
            throw new FlashFlowException("The DataFrame's column '" + name + "' is " + type.simpleString()
                    + ", and the model takes numbers; cast it.");
        }
        return place;
    }

    static int whole(StructType input, String name) {
        int place = place(input, name, "the column of row numbers");
        var type = input.fields()[place].dataType();
        if (!List.of(DataTypes.LongType, DataTypes.IntegerType, DataTypes.ShortType, DataTypes.ByteType)
                .contains(type)) {
            throw new FlashFlowException("The DataFrame's column '" + name + "' is " + type.simpleString()
                    + ", and rows are numbered by whole numbers; cast it to bigint, or name another.");
        }
        return place;
    }

    private static int place(StructType input, String name, String what) {
        var names = Arrays.asList(input.fieldNames());
        if (!names.contains(name)) {
            throw new FlashFlowException("The DataFrame lacks " + what + " '" + name + "'; "
                    + ColumnFinder.among(names).nearest(name) + ".");
        }
        return names.indexOf(name);
    }
}
