/**
 * NanoAOD files to tables of rows: {@link flashflow.nanoaod.NanoAod} has the Python package {@code flashflow_nanoaod}, which
 * travels in the library's jar, read the ROOT files once, and opens what it wrote. ROOT is read and written by uproot, since no Java
 * library does; what is learnt and drawn is Java's.
 */
package flashflow.nanoaod;
