/** Tables of named columns, wherever they are kept, become rows: {@link flashflow.data.columns.ColumnStore}. */
package flashflow.data.columns;
