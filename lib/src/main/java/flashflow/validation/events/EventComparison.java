package flashflow.validation.events;

import flashflow.FlashFlowException;
import flashflow.Viewable;
import flashflow.validation.Validation;
import flashflow.validation.ValidationOptions;
import flashflow.validation.ValidationReport;
import tech.tablesaw.api.Table;

/**
 * Events of a sample beside those of the full simulation: how many objects they have, and the distances of their variables beside the
 * values between two halves of the reference. {@code Plots.distribution("HT", comparison.reference(), comparison.sample())} draws a
 * variable.
 *
 * @param reference variables of the reference's events, one row each
 * @param sample those of the sample's, one row for each fold
 * @param multiplicity the number of objects, counted
 * @param report distances of the variables
 */
public record EventComparison(Table reference, Table sample, MultiplicityCheck multiplicity, ValidationReport report)
        implements Viewable {
    /** With the default options but without a classifier. */
    public static EventComparison of(EventObjects reference, EventObjects sample, EventVariables variables) {
        return of(reference, sample, variables, ValidationOptions.defaults().withoutClassifier());
    }

    /**
     * Compares objects of one kind.
     *
     * @param reference of the full simulation, in one fold
     * @param sample of the same events, or of others
     * @throws FlashFlowException if there are fewer than 40 events of either, the reference has folds, or the thread was interrupted
     */
    public static EventComparison of(
            EventObjects reference, EventObjects sample, EventVariables variables, ValidationOptions options) {
        if (reference.folds() > 1) {
            throw new FlashFlowException("The reference has " + reference.folds()
                    + " folds of each event; take the full simulation, which has one, as the reference.");
        }
        var expected = variables.table(reference);
        var seen = variables.table(sample);
        var report = Validation.compare(expected, withoutIndices(seen, expected), options);
        return new EventComparison(expected, seen, MultiplicityCheck.of(expected, seen, sample.folds()), report);
    }

    /** Folds of an event stand one after the other, which is seen without numbers too. */
    private static Table withoutIndices(Table events, Table reference) {
        return events.selectColumns(reference.columnNames().toArray(String[]::new));
    }

    @Override
    public String toHtml() {
        return multiplicity.toHtml() + report.toHtml();
    }

    @Override
    public String toString() {
        return multiplicity + "\n" + report;
    }
}
