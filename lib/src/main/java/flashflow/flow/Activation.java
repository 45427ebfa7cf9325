package flashflow.flow;

/** Activation of the conditioner's hidden layers; the order is the code the kernels use. */
public enum Activation {
    RELU,
    ELU,
    LEAKY_RELU
}
