package flashflow.plots.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** Draws into an image, headless, with the fonts Java finds. */
final class ImageCanvas implements Canvas {
    private final BufferedImage image;
    private final Graphics2D graphics;

    /** @param scaleX pixels of the image for each pixel of the screen; so {@code scaleY} */
    public ImageCanvas(int width, int height, double scaleX, double scaleY) {
        image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.scale(scaleX, scaleY);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    public BufferedImage finish() {
        graphics.dispose();
        return image;
    }

    @Override
    public void clip(Box box) {
        graphics.setClip(new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height()));
    }

    @Override
    public void unclip() {
        graphics.setClip(null);
    }

    @Override
    public void line(double[] x, double[] y, String color, double width, boolean dashed) {
        graphics.setColor(Color.decode(color));
        float[] dashes = dashed ? new float[] {6, 4} : null;
        graphics.setStroke(new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0));
        graphics.draw(path(x, y));
    }

    @Override
    public void area(double[] x, double[] y, String color, double opacity) {
        Color opaque = Color.decode(color);
        graphics.setColor(
                new Color(opaque.getRed(), opaque.getGreen(), opaque.getBlue(), (int) Math.round(255 * opacity)));
        graphics.fill(path(x, y));
    }

    @Override
    public void dot(double x, double y, double radius, String color) {
        graphics.setColor(Color.decode(color));
        graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    @Override
    public void text(String text, double x, double y, Font font) {
        int weight = font.bold() ? java.awt.Font.BOLD : java.awt.Font.PLAIN;
        graphics.setFont(new java.awt.Font("SansSerif", weight, 1).deriveFont((float) (font.size() * 0.92)));
        graphics.setColor(Color.decode(font.color()));
        var before = graphics.getTransform();
        graphics.translate(x, y);
        graphics.rotate(font.upwards() ? -Math.PI / 2 : 0);
        double width = graphics.getFontMetrics().getStringBounds(text, graphics).getWidth();
        double shift =
                switch (font.anchor()) {
                    case START -> 0;
                    case MIDDLE -> -width / 2;
                    case END -> -width;
                };
        graphics.drawString(text, (float) shift, 0f);
        graphics.setTransform(before);
    }

    private static Path2D path(double[] x, double[] y) {
        var path = new Path2D.Double();
        boolean down = false;
        for (int i = 0; i < x.length; i++) {
            boolean drawable = Double.isFinite(x[i]) && Double.isFinite(y[i]);
            if (drawable && down) {
                path.lineTo(x[i], y[i]);
            } else if (drawable) {
                path.moveTo(x[i], y[i]);
            }
            down = drawable;
        }
        return path;
    }
}
