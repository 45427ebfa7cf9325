/**
 * The steps of which a column's chain is made: each invertible, an immutable record, with its derivative or, where it adds noise,
 * the density of that noise. They know one column's values and nothing of chains, layouts or files.
 */
package flashflow.preprocessing.transforms;
