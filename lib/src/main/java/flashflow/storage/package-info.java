/**
 * Files of named tensors in the safetensors format (huggingface/safetensors, format description in its README): eight
 * bytes of header length, little-endian; a JSON header; the data. Python's {@code safetensors} package reads what is
 * written here and the other way round. And the one way in which this library writes a file, {@link
 * flashflow.storage.AtomicFile}: beside its place and renamed, so that a crash, a full disk or a killed process leaves the
 * earlier file as it was. Also TorchScript archives, which libtorch compiles when it loads them.
 */
package flashflow.storage;
