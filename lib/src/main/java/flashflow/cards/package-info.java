/**
 * What a model is and where it comes from, on one page, in a notebook and as Markdown: {@link flashflow.cards.ModelCard}, after Mitchell
 * et al., Model Cards for Model Reporting, 2019.
 */
package flashflow.cards;
