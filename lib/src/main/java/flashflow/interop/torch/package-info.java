/**
 * Files of PyTorch, read without running anything they ask for: {@link flashflow.interop.torch.TorchFile} opens the zip and
 * its pickle, and gives a tree of values and tensors.
 */
package flashflow.interop.torch;
