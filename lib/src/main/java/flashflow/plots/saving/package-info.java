/** Figures as files, by the extension of their names, and the numbers that they show as a table. */
package flashflow.plots.saving;
