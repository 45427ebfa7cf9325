/** Target columns from context columns by a linear ridge regression: {@link flashflow.data.regression.LinearRegression}. */
package flashflow.data.regression;
