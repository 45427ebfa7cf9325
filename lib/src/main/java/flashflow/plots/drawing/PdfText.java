package flashflow.plots.drawing;

import flashflow.plots.drawing.Canvas.Font;
import java.awt.Color;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;

/**
 * Text of a PDF in Liberation Sans, which PDFBox carries and of which the used letters go into the file. It has not all raised
 * and lowered digits, so that these are digits of a smaller size; letters that it lacks are drawn as outlines of a font that
 * Java finds.
 */
final class PdfText {
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺";
    private static final String LOWERED = "₀₁₂₃₄₅₆₇₈₉";
    private static final String PLAIN = "0123456789−+";
    private static final double SMALL = 0.68;
    private static final double UP = 0.36;
    private static final double DOWN = -0.14;
    /** Of the outline that makes letters bold, in their size. */
    private static final double BOLD = 0.028;
    /** How far the outline of a letter may be from its curve, in its size. */
    private static final double FLATNESS = 0.005;

    private final PDPageContentStream page;
    private final PDFont font;
    private final CmapLookup letters;

    /** Letters that are written alike: size and rise are in sizes of the whole. */
    private record Run(String text, double size, double rise, boolean outlined) {
        boolean continuedBy(Run other) {
            return size == other.size && rise == other.rise && outlined == other.outlined;
        }

        Run and(Run other) {
            return new Run(text + other.text, size, rise, outlined);
        }
    }

    PdfText(PDDocument document, PDPageContentStream page) throws IOException {
        this.page = page;
        TrueTypeFont file = new TTFParser()
                .parse(RandomAccessReadBuffer.createBufferFromStream(PDDocument.class.getResourceAsStream(FONT)));
        this.letters = file.getUnicodeCmapLookup();
        this.font = PDType0Font.load(document, file, true);
    }

    /** @param size of the letters in points, as x and y are */
    void write(String text, float x, float y, float size, Font look) throws IOException {
        var runs = runs(text.replaceAll("\\s+", " "));
        double width = 0;
        for (Run run : runs) {
            width += width(run);
        }
        double start = size
                * width
                * switch (look.anchor()) {
                    case START -> 0;
                    case MIDDLE -> -0.5;
                    case END -> -1;
                };
        var place = AffineTransform.getTranslateInstance(x, y);
        place.rotate(look.upwards() ? Math.PI / 2 : 0);
        place.translate(start, 0);
        place.scale(size, size);
        page.setNonStrokingColor(Color.decode(look.color()));
        for (Run run : runs) {
            write(run, place, look);
            place.translate(width(run), 0);
        }
    }

    private void write(Run run, AffineTransform line, Font look) throws IOException {
        var place = new AffineTransform(line);
        place.translate(0, run.rise());
        place.scale(run.size(), run.size());
        if (run.outlined()) {
            outline(run.text(), place);
            return;
        }
        page.saveGraphicsState();
        page.beginText();
        page.setFont(font, 1);
        if (look.bold()) {
            page.setRenderingMode(RenderingMode.FILL_STROKE);
            page.setStrokingColor(Color.decode(look.color()));
            page.setLineWidth((float) (BOLD * Math.sqrt(Math.abs(place.getDeterminant()))));
            page.setLineDashPattern(new float[0], 0);
        }
        page.setTextMatrix(new Matrix(place));
        page.showText(run.text());
        page.endText();
        page.restoreGraphicsState();
    }

    private void outline(String text, AffineTransform place) throws IOException {
        var shape = outlines()
                .createGlyphVector(new FontRenderContext(null, true, true), text)
                .getOutline();
        var upright = new AffineTransform(place);
        upright.scale(1, -1);
        float[] point = new float[6];
        double flat = FLATNESS * Math.sqrt(Math.abs(place.getDeterminant()));
        for (var i = shape.getPathIterator(upright, flat); !i.isDone(); i.next()) {
            switch (i.currentSegment(point)) {
                case PathIterator.SEG_MOVETO -> page.moveTo(point[0], point[1]);
                case PathIterator.SEG_LINETO -> page.lineTo(point[0], point[1]);
                default -> page.closePath();
            }
        }
        page.fill();
    }

    private static java.awt.Font outlines() {
        return new java.awt.Font("SansSerif", java.awt.Font.PLAIN, 1);
    }

    /** Width in sizes of the whole. */
    private double width(Run run) throws IOException {
        double width = run.outlined()
                ? outlines()
                        .createGlyphVector(new FontRenderContext(null, true, true), run.text())
                        .getLogicalBounds()
                        .getWidth()
                : font.getStringWidth(run.text()) / 1000;
        return width * run.size();
    }

    private List<Run> runs(String text) {
        var runs = new ArrayList<Run>();
        text.codePoints().mapToObj(this::run).forEach(next -> {
            Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            if (last != null && last.continuedBy(next)) {
                runs.set(runs.size() - 1, last.and(next));
            } else {
                runs.add(next);
            }
        });
        return runs;
    }

    private Run run(int letter) {
        int raised = RAISED.indexOf(letter);
        int lowered = LOWERED.indexOf(letter);
        if (raised >= 0 || lowered >= 0) {
            String digit = String.valueOf(PLAIN.charAt(Math.max(raised, lowered)));
            return new Run(digit, SMALL, raised >= 0 ? UP : DOWN, false);
        }
        return new Run(Character.toString(letter), 1, 0, letters.getGlyphId(letter) == 0);
    }
}
