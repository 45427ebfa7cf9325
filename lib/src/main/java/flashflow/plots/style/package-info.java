/** How figures look on paper: size, letters, colours, labels. Knows nothing of what they show. */
package flashflow.plots.style;
