package flashflow.flow;

/** How the splines of a step get their parameters; the order is the code the kernels use. */
public enum Kind {
    /** Half of the features pass unchanged and, with the context, feed the net (Dinh et al. 2017, RealNVP). */
    COUPLING,
    /** Feature i is fed by features before i and the context through masked layers (Papamakarios et al. 2017, MAF). */
    AUTOREGRESSIVE
}
