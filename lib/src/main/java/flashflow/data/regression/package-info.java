/** Target columns from context columns by a linear ridge regression: {@link flashflow.data.regression.ContextRegression}. */
package flashflow.data.regression;
