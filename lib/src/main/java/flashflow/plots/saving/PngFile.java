package flashflow.plots.saving;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.metadata.IIOMetadataNode;

/** An image as the bytes of a PNG file that says its size on paper. */
public final class PngFile {
    private static final double METRE = 1 / 0.0254;
    /** The format's own tree: the size of a pixel in Java's common one is written upside down. */
    private static final String NATIVE = "javax_imageio_png_1.0";

    private PngFile() {}

    /** @param dpi pixels on an inch */
    public static byte[] of(BufferedImage image, double dpi) {
        var writer = ImageIO.getImageWritersByFormatName("png").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            var metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
            metadata.mergeTree(NATIVE, size(Math.round(dpi * METRE)));
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, metadata), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static IIOMetadataNode size(long pixelsOnMetre) {
        var size = new IIOMetadataNode("pHYs");
        size.setAttribute("pixelsPerUnitXAxis", Long.toString(pixelsOnMetre));
        size.setAttribute("pixelsPerUnitYAxis", Long.toString(pixelsOnMetre));
        size.setAttribute("unitSpecifier", "meter");
        var root = new IIOMetadataNode(NATIVE);
        root.appendChild(size);
        return root;
    }
}
