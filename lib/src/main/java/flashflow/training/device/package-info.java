/** Batches of rows on their way to the device, through the host or kept there, and what memory the device has. */
package flashflow.training.device;
