package flashflow.data;

/** What a dataset does with rows that hold NaN or infinity. */
public enum NonFinite {
    /** Reading such a row throws; the message names the first place and the count. The default. */
    REFUSE,
    /** Such rows are left out; one pass over the data finds them when the dataset is opened. */
    DROP,
    /** Such rows are handed on as they are, for statistics and for looking at. */
    KEEP
}
