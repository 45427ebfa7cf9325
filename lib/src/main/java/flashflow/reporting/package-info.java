/**
 * How long work tells how it goes: the list of those who listen, and times and amounts of memory in the words of people.
 * Knows nothing of the work.
 */
package flashflow.reporting;
