/** Which rows of a source are used: by a condition on columns, a mask, a share, one part of a split. */
package flashflow.data.selection;
