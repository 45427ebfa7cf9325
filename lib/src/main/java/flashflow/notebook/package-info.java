/**
 * What makes FlashFlow at home in a notebook of the JJava kernel: {@link flashflow.notebook.FlashFlowExtension} (found by the
 * kernel through the service loader) registers renderers and imports; {@link flashflow.notebook.LiveLoss}, {@link
 * flashflow.notebook.LiveFigure} and {@link flashflow.notebook.Progress} redraw in place.
 *
 * <p>Only the classes {@code FlashFlowExtension}, {@code Renderers}, {@code Imports}, {@code CellSource} and {@code KernelOutput}
 * touch the kernel's. All others work without it, in plain Java or another kernel, where they print lines of text; {@link
 * flashflow.notebook.Notebook} teaches classic IJava by reflection.
 */
package flashflow.notebook;
