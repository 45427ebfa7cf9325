/**
 * From raw columns to columns a flow learns easily, and back: one invertible chain of transforms for each column, written
 * once, fitted or fixed, immutable, and carried as JSON inside checkpoints and model files. Forward is raw to transformed;
 * noise depends on the seed, the row's index and the column alone, so that a row looks the same in every epoch and on
 * every thread. {@link flashflow.preprocessing.Preprocessing#guess} proposes chains by what the values look like, and {@link
 * flashflow.preprocessing.DataDensity} makes a flow's density one in data units.
 */
package flashflow.preprocessing;
