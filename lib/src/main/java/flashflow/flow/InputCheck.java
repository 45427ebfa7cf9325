package flashflow.flow;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValue;
import flashflow.FlashFlowException;
import flashflow.flow.kernels.FlowKernels;

/** Refuses arrays that a flow cannot take. */
record InputCheck(FlowConfig config, FlowKernels kernels) {
    /** Targets, or noise, of so many rows as the context y. */
    void pair(NDArray x, NDArray y, String name) {
        checkShape(x, config.targets(), name);
        checkShape(y, config.context(), "y");
        if (x.getShape().get(0) != y.getShape().get(0)) {
            throw new FlashFlowException(name + " has " + x.getShape().get(0) + " rows and y has "
                    + y.getShape().get(0) + "; give one context row for each row.");
        }
        if (x.getDataType() != y.getDataType()) {
            throw new FlashFlowException(name + " is " + x.getDataType() + " and y is " + y.getDataType()
                    + "; convert one to the other's type.");
        }
        checkFinite(x, name);
        checkFinite(y, "y");
    }

    void single(NDArray a, int columns, String name) {
        checkShape(a, columns, name);
        checkFinite(a, name);
    }

    static void checkShape(NDArray a, int columns, String name) {
        Shape shape = a.getShape();
        if (shape.dimension() != 2 || shape.get(1) != columns) {
            throw new FlashFlowException(
                    name + " must have shape (rows, " + columns + ") for this flow, but has " + shape + ".");
        }
        if (a.getDataType() != DataType.FLOAT32 && a.getDataType() != DataType.FLOAT64) {
            throw new FlashFlowException(
                    name + " must be float32 or float64, but is " + a.getDataType() + "; convert it first.");
        }
    }

    private void checkFinite(NDArray a, String name) {
        if (a.size() == 0) {
            return;
        }
        try (IValue first = kernels.call("first_not_finite", a)) {
            long at = first.toLong();
            if (at >= 0) {
                long columns = a.getShape().get(1);
                throw new FlashFlowException(name + " holds NaN or infinity at row " + at / columns + ", column "
                        + at % columns + "; drop such rows before they reach the flow.");
            }
        }
    }
}
