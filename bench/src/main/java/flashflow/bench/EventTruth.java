package flashflow.bench;

import flashflow.data.ColumnFinder;
import flashflow.flow.FlowModel;
import flashflow.nanoaod.NanoObjects;
import flashflow.toy.events.ToyEvents;
import flashflow.toy.events.ToyTruth;
import flashflow.validation.Bins;
import flashflow.validation.Validation;
import flashflow.validation.events.EventComparison;
import flashflow.validation.events.EventObjects;
import flashflow.validation.events.EventVariables;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;

/**
 * One kind of objects of generated events beside the truth of the toy and beside the full simulation.
 *
 * @param kind jets or muons
 * @param original extracted from the full simulation
 * @param sample extracted from the generated events
 * @param flow from the context of an object to its targets
 */
record EventTruth(String kind, NanoObjects original, NanoObjects sample, FlowModel flow) {
    private static final int NLL_ROWS = 2000;
    private static final int BINS = 10;

    void print() {
        printEfficiency("pt");
        printEfficiency("eta");
        printNll();
        printEvents();
    }

    private ToyTruth truth() {
        return kind.equals("jets") ? ToyEvents.jets() : ToyEvents.muons();
    }

    private void printEfficiency(String variable) {
        try (var generated = original.generated();
                var drawn = sample.generated()) {
            var edges = Bins.quantiles(values(generated.table(), variable), BINS);
            line(
                    "efficiency of original minus truth, in its errors, by " + variable,
                    pulls(generated.table(), edges, variable));
            line(
                    "efficiency of sample minus truth, in its errors, by " + variable,
                    pulls(drawn.table(), edges, variable));
        }
    }

    private double[] values(Table generated, String variable) {
        String name = (kind.equals("jets") ? "MGenJet_" : "MGenMuon_") + variable;
        return ColumnFinder.numeric(generated, name).asDoubleArray();
    }

    private double[] pulls(Table generated, Bins bins, String variable) {
        double[] expected = truth().found(generated);
        double[] found = ColumnFinder.numeric(generated, NanoObjects.FOUND).asDoubleArray();
        double[] values = values(generated, variable);
        double[] difference = new double[bins.count()];
        double[] variance = new double[bins.count()];
        for (int row = 0; row < found.length; row++) {
            int bin = bins.bin(values[row]);
            if (bin >= 0) {
                difference[bin] += found[row] - expected[row];
                variance[bin] += expected[row] * (1 - expected[row]);
            }
        }
        Arrays.setAll(difference, i -> difference[i] / Math.sqrt(variance[i]));
        return difference;
    }

    /** Of the rows that the flow can draw at all: a count or a flag that its training did not have is beyond it. */
    private void printNll() {
        try (var pairs = original.pairs()) {
            var rows = pairs.head(NLL_ROWS);
            double[] logs = flow.logProb(rows).asDoubleArray();
            double[] truth = truth().response().logProb(rows, flow.layout().targets());
            int[] possible = IntStream.range(0, logs.length)
                    .filter(row -> Double.isFinite(logs[row]))
                    .toArray();
            double nll = -mean(possible, logs);
            double optimum = -mean(possible, truth);
            int beyond = logs.length - possible.length;
            line(
                    "NLL, optimum, difference of both in nats, and rows beyond the flow",
                    nll,
                    optimum,
                    nll - optimum,
                    beyond);
        }
    }

    private static double mean(int[] rows, double[] values) {
        return IntStream.of(rows).mapToDouble(row -> values[row]).average().orElse(Double.NaN);
    }

    private void printEvents() {
        var comparison = EventComparison.of(objects(original), objects(sample), EventVariables.above(20));
        var number = comparison.multiplicity();
        line(
                "chi-squared, degrees of freedom and p of the multiplicity",
                number.chiSquared(),
                number.freedom(),
                number.pValue());
        for (String variable : List.of(EventVariables.HT, EventVariables.MASS, EventVariables.LEADING_PT)) {
            double w1 = comparison.report().of(variable, Validation.W1).ratio();
            double ks = comparison.report().of(variable, Validation.KS).ratio();
            line("W1 and KS over their null of " + variable, w1, ks);
        }
    }

    private EventObjects objects(NanoObjects extracted) {
        return kind.equals("jets")
                ? EventObjects.extractedJets(extracted.file())
                : EventObjects.extractedMuons(extracted.file());
    }

    private void line(String what, double... numbers) {
        String list = IntStream.range(0, numbers.length)
                .mapToObj(i -> String.format(Locale.ROOT, "%.4g", numbers[i]))
                .collect(Collectors.joining(", "));
        System.out.println("{\"kind\": \"" + kind + "\", \"what\": \"" + what + "\", \"numbers\": [" + list + "]}");
    }
}
