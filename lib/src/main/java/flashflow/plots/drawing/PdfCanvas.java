package flashflow.plots.drawing;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;

/**
 * Writes a PDF page by PDFBox: lines and areas as vectors, text as text that can be searched and copied. The same figure is
 * the same bytes.
 */
final class PdfCanvas implements Canvas, AutoCloseable {
    /** A quarter circle as a cubic curve. */
    private static final double ROUND = 0.5523;

    private final PDDocument document = new PDDocument();
    private final PDPageContentStream page;
    private final PdfText text;
    private final double height;
    private final double scaleX;
    private final double scaleY;
    private final Map<Double, PDExtendedGraphicsState> opacities = new HashMap<>();

    /** One step of drawing. */
    @FunctionalInterface
    interface Step {
        void run() throws IOException;
    }

    PdfCanvas(Sheet sheet) {
        var size = sheet.size();
        this.height = size.height();
        this.scaleX = size.width() / sheet.width();
        this.scaleY = size.height() / sheet.height();
        try {
            var leaf = new PDPage(new PDRectangle((float) size.width(), (float) size.height()));
            document.addPage(leaf);
            document.getDocumentInformation().setTitle(sheet.title());
            // Else it is made from the time of day.
            document.setDocumentId(1L);
            page = new PDPageContentStream(document, leaf);
            text = new PdfText(document, page);
            page.setLineJoinStyle(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole document. */
    byte[] finish() {
        var bytes = new ByteArrayOutputStream();
        draw(() -> {
            page.close();
            document.save(bytes);
        });
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        draw(document::close);
    }

    /** Nothing is read or written but memory. */
    private static void draw(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private float x(double pixels) {
        return (float) (pixels * scaleX);
    }

    /** Upwards, as PDF counts. */
    private float y(double pixels) {
        return (float) (height - pixels * scaleY);
    }

    @Override
    public void clip(Box box) {
        draw(() -> {
            page.saveGraphicsState();
            page.addRect(x(box.x()), y(box.bottom()), x(box.width()), (float) (box.height() * scaleY));
            page.clip();
        });
    }

    @Override
    public void unclip() {
        draw(page::restoreGraphicsState);
    }

    @Override
    public void line(double[] xs, double[] ys, String color, double width, boolean dashed) {
        draw(() -> {
            if (path(xs, ys)) {
                page.setStrokingColor(Color.decode(color));
                page.setLineWidth(x(width));
                page.setLineDashPattern(dashed ? new float[] {x(6), x(4)} : new float[0], 0);
                page.stroke();
            }
        });
    }

    @Override
    public void area(double[] xs, double[] ys, String color, double opacity) {
        draw(() -> {
            page.saveGraphicsState();
            page.setGraphicsStateParameters(opacities.computeIfAbsent(opacity, PdfCanvas::state));
            page.setNonStrokingColor(Color.decode(color));
            if (path(xs, ys)) {
                page.fill();
            }
            page.restoreGraphicsState();
        });
    }

    private static PDExtendedGraphicsState state(double opacity) {
        var state = new PDExtendedGraphicsState();
        state.setNonStrokingAlphaConstant((float) opacity);
        return state;
    }

    /** Whether there is anything to be drawn: NaN lifts the pen. */
    private boolean path(double[] xs, double[] ys) throws IOException {
        boolean down = false;
        boolean any = false;
        for (int i = 0; i < xs.length; i++) {
            boolean drawable = Double.isFinite(xs[i]) && Double.isFinite(ys[i]);
            if (drawable && down) {
                page.lineTo(x(xs[i]), y(ys[i]));
            } else if (drawable) {
                page.moveTo(x(xs[i]), y(ys[i]));
            }
            down = drawable;
            any |= drawable;
        }
        return any;
    }

    @Override
    public void dot(double centreX, double centreY, double radius, String color) {
        float cx = x(centreX);
        float cy = y(centreY);
        float r = x(radius);
        float c = (float) (r * ROUND);
        draw(() -> {
            page.setNonStrokingColor(Color.decode(color));
            page.moveTo(cx + r, cy);
            page.curveTo(cx + r, cy + c, cx + c, cy + r, cx, cy + r);
            page.curveTo(cx - c, cy + r, cx - r, cy + c, cx - r, cy);
            page.curveTo(cx - r, cy - c, cx - c, cy - r, cx, cy - r);
            page.curveTo(cx + c, cy - r, cx + r, cy - c, cx + r, cy);
            page.fill();
        });
    }

    @Override
    public void text(String words, double left, double baseline, Font font) {
        draw(() -> text.write(words, x(left), y(baseline), x(font.size()), font));
    }
}
