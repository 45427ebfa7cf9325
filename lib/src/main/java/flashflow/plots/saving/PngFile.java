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
    private static final double MILLIMETRES = 25.4;
    private static final String STANDARD = "javax_imageio_1.0";

    private PngFile() {}

    /** @param dpi pixels on an inch */
    public static byte[] of(BufferedImage image, double dpi) {
        var writer = ImageIO.getImageWritersByFormatName("png").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            var metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
            metadata.mergeTree(STANDARD, size(MILLIMETRES / dpi));
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, metadata), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static IIOMetadataNode size(double millimetres) {
        var dimension = new IIOMetadataNode("Dimension");
        for (String side : new String[] {"HorizontalPixelSize", "VerticalPixelSize"}) {
            var node = new IIOMetadataNode(side);
            node.setAttribute("value", Double.toString(millimetres));
            dimension.appendChild(node);
        }
        var root = new IIOMetadataNode(STANDARD);
        root.appendChild(dimension);
        return root;
    }
}
