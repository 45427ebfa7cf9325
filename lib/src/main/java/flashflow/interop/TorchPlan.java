package flashflow.interop;

import flashflow.FlashFlowException;
import flashflow.training.schedule.Constant;
import flashflow.training.schedule.Schedule;
import java.nio.file.Path;

/**
 * How a training goes on that Python began: at which rates, from which epoch, to which.
 *
 * @param training what the checkpoint says of it
 * @param moments of its optimizer, whose rate is that of the next update
 * @param file the checkpoint, for refusals
 */
record TorchPlan(TrainingRecord training, AdamMoments moments, Path file) {
    /** The optimizer's rate is that of the schedule up to the rounding of torch's recursion over the epochs. */
    private static final double ROUNDING = 1e-6;

    /** Epochs that are over: those of the schedule, which a training taken up again may have begun anew. */
    int done() {
        boolean byEpoch = training.schedule().isPresent() && !movedMoreOften();
        return byEpoch ? training.schedule().get().done() : epochs(0);
    }

    private int epochs(int otherwise) {
        return training.epoch().map(last -> Math.max(0, last + 1)).orElse(otherwise);
    }

    /** To the schedule's end; one epoch where there is none. */
    int epochs() {
        return training.schedule().map(TorchSchedule::end).orElse(done() + 1);
    }

    /**
     * The rates.
     *
     * @throws FlashFlowException if they cannot be those of Python
     */
    Schedule schedule() {
        var torch = training.schedule();
        if (torch.isEmpty()) {
            refuseIf(training.scheduled(), "is not in it, although the optimizer had one", "epoch -> ...");
            return Constant.of(moments.learningRate());
        }
        var schedule = torch.get().here();
        refuseIf(
                schedule.isEmpty(),
                "is " + torch.get().name() + ", which this library does not have",
                torch.get().code());
        refuseIf(
                movedMoreOften(),
                "has been moved " + torch.get().position() + " times in " + epochs(0)
                        + " epochs, and not once an epoch",
                torch.get().code());
        refuseIf(
                leavesRate(schedule.get(), torch.get()),
                "does not give the optimizer's rate at its place, "
                        + torch.get().position(),
                torch.get().code());
        return schedule.get();
    }

    private boolean movedMoreOften() {
        return training.schedule().get().position() > epochs(Integer.MAX_VALUE);
    }

    private boolean leavesRate(Schedule schedule, TorchSchedule torch) {
        double rate = schedule.at(torch.position());
        double most = ROUNDING * Math.max(schedule.at(0), moments.learningRate());
        return !torch.movesWithUpdates() && !(Math.abs(rate - moments.learningRate()) <= most);
    }

    private void refuseIf(boolean wrong, String what, String code) {
        if (wrong) {
            throw new FlashFlowException("The learning-rate schedule of " + file + " " + what
                    + "; give one as checkpoint.training(model, " + code + "), which counts epochs from Python's first"
                    + " (the optimizer stands at " + moments.learningRate() + ").");
        }
    }
}
