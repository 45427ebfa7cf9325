/**
 * DJL's PyTorch engine, started once and at one place, {@link flashflow.engine.PyTorch}: before it loads PyTorch's libraries
 * from the folder where they are unpacked, that folder is held against the jars they come from, because a library that was
 * cut off ends the whole process; and where it cannot be started, one sentence says why.
 */
package flashflow.engine;
