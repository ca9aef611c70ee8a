package city.pishkhan.pdf.internal;

import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the path data of SVG 1.1, all commands. */
final class SvgPath {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*,?\\s*([MmLlHhVvCcSsQqTtAaZz]|[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)");
    private static final Pattern FLAG = Pattern.compile("\\s*,?\\s*([01])");

    private final String data;
    private final Path2D.Double path = new Path2D.Double();
    private int at;
    private double x;
    private double y;
    private double controlX;
    private double controlY;
    private char before;

    private SvgPath(String data) {
        this.data = data;
    }

    /** @throws IllegalArgumentException if the data is not valid */
    static Path2D.Double parse(String data) {
        SvgPath parser = new SvgPath(data.strip());
        parser.parse();
        return parser.path;
    }

    private void parse() {
        char command = 0;
        while (at < data.length()) {
            char next = peek();
            if (Character.isLetter(next)) {
                command = next;
                readToken();
            } else if (command == 'M') {
                command = 'L';
            } else if (command == 'm') {
                command = 'l';
            } else if (Character.toUpperCase(command) == 'Z') {
                // the command takes no numbers, so this number would never be read
                throw wrong();
            }
            if (path.getCurrentPoint() == null && Character.toUpperCase(command) != 'M') {
                throw wrong();
            }
            step(command);
            before = Character.toUpperCase(command);
        }
    }

    private void step(char command) {
        boolean relative = Character.isLowerCase(command);
        double ox = relative ? x : 0;
        double oy = relative ? y : 0;
        switch (Character.toUpperCase(command)) {
            case 'M' -> {
                setPoint(ox + readNumber(), oy + readNumber());
                path.moveTo(x, y);
            }
            case 'L' -> line(ox + readNumber(), oy + readNumber());
            case 'H' -> line(ox + readNumber(), y);
            case 'V' -> line(x, oy + readNumber());
            case 'C' ->
                cubic(
                        ox + readNumber(),
                        oy + readNumber(),
                        ox + readNumber(),
                        oy + readNumber(),
                        ox + readNumber(),
                        oy + readNumber());
            case 'S' -> {
                boolean smooth = before == 'C' || before == 'S';
                cubic(
                        smooth ? 2 * x - controlX : x,
                        smooth ? 2 * y - controlY : y,
                        ox + readNumber(),
                        oy + readNumber(),
                        ox + readNumber(),
                        oy + readNumber());
            }
            case 'Q' -> quad(ox + readNumber(), oy + readNumber(), ox + readNumber(), oy + readNumber());
            case 'T' -> {
                boolean smooth = before == 'Q' || before == 'T';
                quad(
                        smooth ? 2 * x - controlX : x,
                        smooth ? 2 * y - controlY : y,
                        ox + readNumber(),
                        oy + readNumber());
            }
            case 'A' ->
                arc(
                        readNumber(),
                        readNumber(),
                        readNumber(),
                        readFlag(),
                        readFlag(),
                        ox + readNumber(),
                        oy + readNumber());
            case 'Z' -> {
                path.closePath();
                Point2D start = path.getCurrentPoint();
                setPoint(start.getX(), start.getY());
            }
            default -> throw wrong();
        }
    }

    private void setPoint(double newX, double newY) {
        x = newX;
        y = newY;
    }

    private void line(double newX, double newY) {
        setPoint(newX, newY);
        path.lineTo(x, y);
    }

    private void cubic(double x1, double y1, double x2, double y2, double newX, double newY) {
        path.curveTo(x1, y1, x2, y2, newX, newY);
        controlX = x2;
        controlY = y2;
        setPoint(newX, newY);
    }

    private void quad(double x1, double y1, double newX, double newY) {
        path.quadTo(x1, y1, newX, newY);
        controlX = x1;
        controlY = y1;
        setPoint(newX, newY);
    }

    /** Implements the conversion from endpoints to a centre, SVG 1.1 appendix F.6.5. */
    private void arc(double rx, double ry, double turn, boolean large, boolean sweep, double newX, double newY) {
        double a = Math.abs(rx);
        double b = Math.abs(ry);
        if (a == 0 || b == 0 || x == newX && y == newY) {
            line(newX, newY);
            return;
        }
        double angle = Math.toRadians(turn % 360);
        double dx = (x - newX) / 2;
        double dy = (y - newY) / 2;
        double px = Math.cos(angle) * dx + Math.sin(angle) * dy;
        double py = -Math.sin(angle) * dx + Math.cos(angle) * dy;
        double grow = Math.max(1, Math.sqrt(px * px / (a * a) + py * py / (b * b)));
        a *= grow;
        b *= grow;
        double root = Math.sqrt(
                Math.max(0, (a * a * b * b - a * a * py * py - b * b * px * px) / (a * a * py * py + b * b * px * px)));
        double sign = large == sweep ? -root : root;
        double cx = sign * a * py / b;
        double cy = -sign * b * px / a;
        double start = Math.toDegrees(Math.atan2((py - cy) / b, (px - cx) / a));
        double extent = Math.toDegrees(Math.atan2((-py - cy) / b, (-px - cx) / a)) - start;
        if (sweep && extent < 0) {
            extent += 360;
        } else if (!sweep && extent > 0) {
            extent -= 360;
        }
        AffineTransform place = AffineTransform.getTranslateInstance(
                Math.cos(angle) * cx - Math.sin(angle) * cy + (x + newX) / 2,
                Math.sin(angle) * cx + Math.cos(angle) * cy + (y + newY) / 2);
        place.rotate(angle);
        path.append(new Arc2D.Double(-a, -b, 2 * a, 2 * b, -start, -extent, Arc2D.OPEN).getPathIterator(place), true);
        setPoint(newX, newY);
    }

    private char peek() {
        Matcher token = TOKEN.matcher(data).region(at, data.length());
        if (!token.lookingAt()) {
            throw wrong();
        }
        return token.group(1).charAt(0);
    }

    private String readToken() {
        Matcher token = TOKEN.matcher(data).region(at, data.length());
        if (!token.lookingAt()) {
            throw wrong();
        }
        at = token.end();
        while (at < data.length() && Character.isWhitespace(data.charAt(at))) {
            at++;
        }
        return token.group(1);
    }

    private double readNumber() {
        String token = readToken();
        if (Character.isLetter(token.charAt(0))) {
            throw wrong();
        }
        return Double.parseDouble(token);
    }

    private boolean readFlag() {
        Matcher flag = FLAG.matcher(data).region(at, data.length());
        if (!flag.lookingAt()) {
            throw wrong();
        }
        at = flag.end();
        return flag.group(1).equals("1");
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException("Path data is not valid at character " + at);
    }
}
