package flashflow.data.hdf5.format;

import java.nio.ByteBuffer;

/** Chunks in an array that grows along one dimension (specification VII.D): first some entries, then larger and larger blocks. */
record ExtensibleArray(long address, boolean bareEdges) implements ChunkIndex {
    @Override
    public void list(Storage storage, ChunkGrid grid, Sink sink) {
        if (address != Storage.UNDEFINED) {
            new Reading(storage, grid, sink, address).run();
        }
    }

    /** One pass over the array. */
    private static final class Reading {
        private final Storage storage;
        private final ArrayEntries entries;
        private final int entryBytes;
        private final int bits;
        private final int inIndex;
        private final int leastInBlock;
        private final int leastPointers;
        private final int pageBits;
        private final int prefix;
        private final long index;
        private final long end;
        private long at;

        Reading(Storage storage, ChunkGrid grid, Sink sink, long address) {
            this.storage = storage;
            var head = storage.checked(address, 16 + 6L * storage.lengthBytes() + storage.addressBytes());
            head.expect("EAHD");
            head.version(0, 0, "an array of chunks");
            int client = head.u8();
            this.entryBytes = head.u8();
            this.bits = head.u8();
            this.inIndex = head.u8();
            this.leastInBlock = head.u8();
            this.leastPointers = head.u8();
            this.pageBits = head.u8();
            head.skip(4 * storage.lengthBytes());
            long used = head.length();
            head.length();
            this.index = head.address();
            this.entries = new ArrayEntries(storage, grid, sink, client, entryBytes);
            this.end = Math.min(used, entries.end());
            this.prefix = 6 + storage.addressBytes() + (bits + 7) / 8;
            if (leastInBlock < 1 || leastPointers < 2 || bits > 64) {
                throw new FormatException("an array of chunks is of a shape that cannot be");
            }
        }

        private static int log2(int value) {
            return 31 - Integer.numberOfLeadingZeros(value);
        }

        /** Blocks come in groups; every second group has twice as many blocks, those between twice as large ones. */
        void run() {
            if (index == Storage.UNDEFINED) {
                return;
            }
            int groups = 1 + bits - log2(leastInBlock);
            int direct = 2 * log2(leastPointers);
            long pointers = 2L * (leastPointers - 1) + Math.max(0, groups - direct);
            int head = 6 + storage.addressBytes();
            var block =
                    storage.checked(index, head + (long) inIndex * entryBytes + pointers * storage.addressBytes() + 4);
            block.expect("EAIB");
            var first = block.skip(head - 4).fields((long) inIndex * entryBytes);
            entries.read(first, 0, Math.min(inIndex, end));
            at = inIndex;
            for (int group = 0; group < groups && at < end; group++) {
                long blocks = 1L << group / 2;
                long inBlock = (long) leastInBlock << (group + 1) / 2;
                if (group < direct) {
                    for (long i = 0; i < blocks; i++) {
                        readBlock(block.address(), inBlock, null);
                    }
                } else {
                    readGroup(block.address(), blocks, inBlock);
                }
            }
        }

        /** Which pages of a block are in use: one bit for each page of all blocks of a group, without gaps. */
        private record Pages(ByteBuffer map, long first) {}

        private boolean isPaged(long inBlock) {
            return inBlock > 1L << pageBits;
        }

        private void readGroup(long address, long blocks, long inBlock) {
            if (address == Storage.UNDEFINED) {
                at += blocks * inBlock;
                return;
            }
            long mapBytes = isPaged(inBlock) ? ((inBlock >> pageBits) + 7) / 8 : 0;
            var group = storage.checked(address, prefix + blocks * (mapBytes + storage.addressBytes()) + 4);
            group.expect("EASB");
            var map = group.skip(prefix - 4).take(blocks * mapBytes);
            for (long i = 0; i < blocks && at < end; i++) {
                var pages = isPaged(inBlock) ? new Pages(map, i * (inBlock >> pageBits)) : null;
                readBlock(group.address(), inBlock, pages);
            }
        }

        /** @param pages null where the block has none */
        private void readBlock(long address, long inBlock, Pages pages) {
            long wanted = Math.min(inBlock, end - at);
            if (address != Storage.UNDEFINED && wanted > 0) {
                if (pages == null) {
                    var block = storage.checked(address, prefix + inBlock * entryBytes + 4);
                    block.expect("EADB");
                    entries.read(block.skip(prefix - 4), at, wanted);
                } else {
                    readPages(address + prefix + 4, wanted, pages);
                }
            }
            at += inBlock;
        }

        private void readPages(long address, long wanted, Pages pages) {
            long perPage = 1L << pageBits;
            long pageBytes = perPage * entryBytes + 4;
            for (long i = 0; i * perPage < wanted; i++) {
                if (FixedArray.isSet(pages.map(), pages.first() + i)) {
                    long here = Math.min(perPage, wanted - i * perPage);
                    entries.read(storage.checked(address + i * pageBytes, pageBytes), at + i * perPage, here);
                }
            }
        }
    }
}
