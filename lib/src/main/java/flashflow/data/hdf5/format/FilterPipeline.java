package flashflow.data.hdf5.format;

import flashflow.data.hdf5.filters.StoredFilter;
import java.util.ArrayList;
import java.util.List;

/** The filters that were applied to each chunk, in the order in which they were. */
public final class FilterPipeline {
    private static final int FIRST_WITH_NAME = 256;

    private FilterPipeline() {}

    public static List<StoredFilter> of(ObjectHeader header) {
        return header.find(ObjectHeader.FILTERS).map(FilterPipeline::read).orElse(List.of());
    }

    private static List<StoredFilter> read(Fields fields) {
        int version = fields.version(1, 2, "a list of filters");
        int count = fields.u8();
        fields.skip(version == 1 ? 6 : 0);
        var filters = new ArrayList<StoredFilter>();
        for (int i = 0; i < count; i++) {
            filters.add(filter(fields, version));
        }
        return filters;
    }

    private static StoredFilter filter(Fields fields, int version) {
        int id = fields.u16();
        int nameBytes = version == 1 || id >= FIRST_WITH_NAME ? fields.u16() : 0;
        fields.u16();
        int values = fields.u16();
        String name = fields.text(nameBytes);
        int end = name.indexOf('\0');
        int[] data = new int[values];
        for (int i = 0; i < values; i++) {
            data[i] = (int) fields.u32();
        }
        fields.skip(version == 1 && values % 2 != 0 ? 4 : 0);
        return new StoredFilter(id, end < 0 ? name : name.substring(0, end), data);
    }
}
