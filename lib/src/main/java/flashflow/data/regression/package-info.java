/** Which columns follow from others, linearly or between bounds: {@link flashflow.data.regression.ContextRegression}. */
package flashflow.data.regression;
