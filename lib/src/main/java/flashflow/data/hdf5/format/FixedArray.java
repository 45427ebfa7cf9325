package flashflow.data.hdf5.format;

/** Chunks in an array of fixed length, in pages where it is long (specification VII.C). */
record FixedArray(long address, boolean bareEdges) implements ChunkIndex {
    @Override
    public void list(Storage storage, ChunkGrid grid, Sink sink) {
        if (address == Storage.UNDEFINED) {
            return;
        }
        var head = storage.checked(address, 12 + storage.lengthBytes() + storage.addressBytes());
        head.expect("FAHD");
        head.version(0, 0, "an array of chunks");
        int client = head.u8();
        int entryBytes = head.u8();
        int pageBits = head.u8();
        long length = head.length();
        long block = head.address();
        var entries = new ArrayEntries(storage, grid, sink, client, entryBytes);
        long wanted = Math.min(length, entries.end());
        if (block == Storage.UNDEFINED) {
            return;
        }
        int prefix = 6 + storage.addressBytes();
        if (length >> pageBits == 0 || length == 1L << pageBits) {
            var data = storage.checked(block, prefix + length * entryBytes + 4);
            data.expect("FADB");
            entries.read(data.skip(prefix - 4), 0, wanted);
        } else {
            new Pages(storage, entries, 1 << pageBits, entryBytes).read(block, prefix, length, wanted);
        }
    }

    private record Pages(Storage storage, ArrayEntries entries, int perPage, int entryBytes) {
        void read(long block, int prefix, long length, long wanted) {
            long pages = (length + perPage - 1) / perPage;
            long mapBytes = (pages + 7) / 8;
            var map = storage.checked(block, prefix + mapBytes + 4);
            map.expect("FADB");
            var used = map.skip(prefix - 4).take(mapBytes);
            long page = block + prefix + mapBytes + 4;
            for (long i = 0; i * perPage < wanted; i++) {
                long here = Math.min(perPage, length - i * perPage);
                if (isSet(used, i)) {
                    var data = storage.checked(page, here * entryBytes + 4);
                    entries.read(data, i * perPage, Math.min(here, wanted - i * perPage));
                }
                page += here * entryBytes + 4;
            }
        }
    }

    /** Bits of a map begin with the highest one of each byte. */
    static boolean isSet(java.nio.ByteBuffer map, long bit) {
        return (map.get((int) (bit / 8)) & 0x80 >> bit % 8) != 0;
    }
}
