/**
 * Models of other libraries: files of PyTorch are read without running anything they ask for, and the flows of nflows
 * (FlashSim's among them) become flows of this library and the other way round.
 */
package flashflow.interop;
