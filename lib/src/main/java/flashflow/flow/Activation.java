package flashflow.flow;

/** Activation of the conditioner's hidden layers; the order is the code the kernels use. */
public enum Activation {
    /** max(0, x). */
    RELU,
    /** x above zero, exp(x) - 1 below. */
    ELU,
    /** x above zero, 0.01 x below. */
    LEAKY_RELU
}
