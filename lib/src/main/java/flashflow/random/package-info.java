/**
 * Random numbers that no JDK, library, processor or release changes: a sample is for ever. One mixer, SplitMix64's
 * ({@link flashflow.random.SplitMix}); streams that are a function of their keys and of a count
 * ({@link flashflow.random.RandomStream}), so that there is no state to keep; one Gaussian, the ziggurat. Own code instead of the
 * JDK's or a library's, which promise good numbers and not the same ones; everything here is integer arithmetic, IEEE operations
 * and {@link java.lang.StrictMath}, and reference vectors made by a program in another language hold it fast.
 */
package flashflow.random;
