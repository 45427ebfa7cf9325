/**
 * Are whole events like those of the full simulation? Objects with the number of their event become variables of events - how
 * many objects, HT, the mass of the leading two - and these are compared as any columns are, an event being a row. Folds of one event are
 * not independent of each other: {@link flashflow.validation.events.EventComparison} draws and counts them together.
 */
package flashflow.validation.events;
