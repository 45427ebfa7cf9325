/**
 * Is this sample like that one? Distances, tests and conditional checks between a reference and a generated sample, each
 * beside its value between two halves of the reference, and histograms whose errors know that folds share an event.
 * Knows Tablesaw tables and arrays, not flows.
 */
package flashflow.validation;
