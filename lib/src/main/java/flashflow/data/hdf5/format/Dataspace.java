package flashflow.data.hdf5.format;

/**
 * The extent of a dataset or an attribute.
 *
 * @param extent elements along each dimension; empty for a single one
 * @param most how far each may grow, {@link #UNLIMITED} without bound
 * @param isNull true where there is no element at all
 */
public record Dataspace(long[] extent, long[] most, boolean isNull) {
    public static final long UNLIMITED = -1;

    public static Dataspace of(ObjectHeader header) {
        return read(header.get(ObjectHeader.DATASPACE, "extent"));
    }

    static Dataspace read(Fields fields) {
        int version = fields.version(1, 2, "a dataspace");
        int rank = fields.u8();
        int flags = fields.u8();
        boolean isNull = version == 2 ? fields.u8() == 2 : false;
        fields.skip(version == 1 ? 5 : 0);
        long[] extent = new long[rank];
        for (int i = 0; i < rank; i++) {
            extent[i] = fields.length();
        }
        long[] most = extent.clone();
        for (int i = 0; i < rank && (flags & 1) != 0; i++) {
            most[i] = fields.extent();
        }
        return new Dataspace(extent, most, isNull);
    }

    /** Number of elements; 2^63 - 1 where there are more. */
    public long elements() {
        long count = isNull ? 0 : 1;
        for (long side : extent) {
            count = side < 0 || count != 0 && side > Long.MAX_VALUE / count ? Long.MAX_VALUE : count * side;
        }
        return count;
    }
}
