/** Several samples under names, with their weights and cuts, as figures and comparisons take them. */
package flashflow.data.samples;
