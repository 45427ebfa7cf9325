package flashflow.data.hdf5.filters;

import java.util.Arrays;

/** The filters that have a number: those of HDF5 itself, those registered with the HDF Group, and PyTables' former ones. */
enum FilterKind {
    DEFLATE(1, "deflate", Home.HDF5),
    SHUFFLE(2, "shuffle", Home.HDF5),
    FLETCHER32(3, "fletcher32", Home.HDF5),
    SZIP(4, "szip", Home.HDF5),
    NBIT(5, "nbit", Home.HDF5),
    SCALEOFFSET(6, "scaleoffset", Home.HDF5),
    HZIP(257, "hzip", Home.ELSEWHERE),
    FPZIP_OF_SILO(258, "fpzip", Home.ELSEWHERE),
    LZO(305, "LZO", Home.PYTABLES),
    UCL(306, "UCL", Home.PYTABLES),
    BZIP2(307, "bzip2", Home.HDF5PLUGIN),
    LZF(32000, "lzf", Home.H5PY),
    BLOSC(32001, "blosc", Home.HDF5PLUGIN),
    MAFISC(32002, "MAFISC", Home.ELSEWHERE),
    SNAPPY(32003, "Snappy", Home.ELSEWHERE),
    LZ4(32004, "lz4", Home.HDF5PLUGIN),
    APAX(32005, "APAX", Home.ELSEWHERE),
    CBF(32006, "CBF", Home.ELSEWHERE),
    JPEG_XR(32007, "JPEG-XR", Home.ELSEWHERE),
    BITSHUFFLE(32008, "bitshuffle", Home.HDF5PLUGIN),
    SPDP(32009, "SPDP", Home.ELSEWHERE),
    LPC_RICE(32010, "LPC-Rice", Home.ELSEWHERE),
    CCSDS_123(32011, "CCSDS-123", Home.ELSEWHERE),
    JPEG_LS(32012, "JPEG-LS", Home.ELSEWHERE),
    ZFP(32013, "zfp", Home.HDF5PLUGIN),
    FPZIP(32014, "fpzip", Home.ELSEWHERE),
    ZSTD(32015, "zstd", Home.HDF5PLUGIN),
    B3D(32016, "B3D", Home.ELSEWHERE),
    SZ(32017, "SZ", Home.HDF5PLUGIN),
    FCIDECOMP(32018, "FCIDECOMP", Home.HDF5PLUGIN),
    JPEG(32019, "JPEG", Home.ELSEWHERE),
    VBZ(32020, "VBZ", Home.ELSEWHERE),
    FAPEC(32021, "FAPEC", Home.ELSEWHERE),
    BITGROOM(32022, "BitGroom", Home.ELSEWHERE),
    GRANULAR_BITROUND(32023, "Granular BitRound", Home.ELSEWHERE),
    SZ3(32024, "SZ3", Home.HDF5PLUGIN),
    DELTA_RICE(32025, "Delta-Rice", Home.ELSEWHERE),
    BLOSC2(32026, "blosc2", Home.HDF5PLUGIN),
    FLAC(32027, "FLAC", Home.ELSEWHERE),
    SPERR(32028, "SPERR", Home.HDF5PLUGIN),
    TERSE(32029, "TERSE/PROLIX", Home.ELSEWHERE),
    FFMPEG(32030, "FFMPEG", Home.ELSEWHERE),
    UNKNOWN(-1, "", Home.ELSEWHERE);

    /** Who brings the code of a filter. */
    enum Home {
        HDF5,
        H5PY,
        /** A module of Python with plugins. */
        HDF5PLUGIN,
        PYTABLES,
        ELSEWHERE
    }

    private final int id;
    private final String label;
    private final Home home;

    FilterKind(int id, String label, Home home) {
        this.id = id;
        this.label = label;
        this.home = home;
    }

    static FilterKind of(int id) {
        return Arrays.stream(values()).filter(kind -> kind.id == id).findFirst().orElse(UNKNOWN);
    }

    /** For users; empty if it is not known. */
    String label() {
        return label;
    }

    Home home() {
        return home;
    }
}
