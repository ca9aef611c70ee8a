package city.pishkhan.pdf.internal;

import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a safe subset of SVG: plain shapes in plain colours. Everything that could run, load or hide something is rejected. Elements and
 * attributes of drawing programs, which are in other namespaces, are skipped.
 */
public final class SvgReader {
    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final int MOST_SHAPES = 2_000;
    private static final Set<String> SKIPPED = Set.of("title", "desc", "metadata");
    private static final Set<String> STYLES = Set.of("fill", "stroke", "stroke-width", "fill-rule");
    private static final Set<String> GEOMETRY = Set.of(
            "d",
            "x",
            "y",
            "x1",
            "y1",
            "x2",
            "y2",
            "cx",
            "cy",
            "r",
            "rx",
            "ry",
            "width",
            "height",
            "points",
            "viewBox",
            "version",
            "id",
            "class",
            "transform",
            "style",
            "role",
            "aria-hidden",
            "aria-label",
            "stroke-linejoin",
            "stroke-linecap",
            "stroke-miterlimit",
            "fill-opacity",
            "stroke-opacity",
            "opacity",
            "preserveAspectRatio");
    private static final Pattern TRANSFORM =
            Pattern.compile("\\s*,?\\s*(matrix|translate|scale|rotate)\\s*\\(([^)]*)\\)\\s*");
    private static final Pattern HEX = Pattern.compile("#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})");
    private static final Map<String, Color> NAMES = Map.of(
            "black", Color.BLACK,
            "currentcolor", Color.BLACK,
            "white", Color.WHITE,
            "red", Color.RED,
            "green", new Color(0, 0x80, 0),
            "blue", Color.BLUE,
            "gold", new Color(0xFF, 0xD7, 0),
            "gray", Color.GRAY,
            "navy", new Color(0, 0, 0x80));

    /**
     * A shape in the coordinates of the picture.
     *
     * @param fill   {@code null} for none
     * @param stroke {@code null} for none
     */
    public record Shape(Path2D path, boolean evenOdd, @Nullable Color fill, @Nullable Color stroke, double width) {}

    /** A picture: its view box and its shapes, the lowest one first. */
    public record Picture(Rectangle2D box, List<Shape> shapes) {}

    private record State(AffineTransform place, Map<String, String> style) {}

    private final List<Shape> shapes = new ArrayList<>();
    private final Deque<State> states = new ArrayDeque<>();
    private @Nullable Rectangle2D box;

    private SvgReader() {}

    /** @throws IllegalArgumentException if the file is not an SVG of this subset; the message names the reason */
    public static Picture read(String svg) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        SvgReader reader = new SvgReader();
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(svg));
            while (xml.hasNext()) {
                reader.next(xml);
            }
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("The file is not well-formed XML: " + e.getMessage(), e);
        }
        if (reader.box == null || reader.shapes.isEmpty()) {
            throw new IllegalArgumentException("The file has no visible shapes");
        }
        return new Picture(reader.box, List.copyOf(reader.shapes));
    }

    private void next(XMLStreamReader xml) throws XMLStreamException {
        switch (xml.next()) {
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                throw new IllegalArgumentException("DOCTYPE and entities are not allowed");
            case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                throw new IllegalArgumentException("Processing instructions are not allowed");
            case XMLStreamConstants.START_ELEMENT -> readElement(xml);
            case XMLStreamConstants.END_ELEMENT -> states.pop();
            default -> {
                // text and comments are not drawn
            }
        }
    }

    private void readElement(XMLStreamReader xml) throws XMLStreamException {
        String name = xml.getLocalName();
        boolean ours = SVG.equals(xml.getNamespaceURI()) || xml.getNamespaceURI() == null && !states.isEmpty();
        if (!ours && states.isEmpty()) {
            throw new IllegalArgumentException("The root element is not svg");
        }
        if (!ours || SKIPPED.contains(name)) {
            skip(xml);
            return;
        }
        Map<String, String> attributes = attributes(xml);
        State outer = states.peek();
        Map<String, String> style = outer == null ? new HashMap<>() : new HashMap<>(outer.style());
        STYLES.stream().filter(attributes::containsKey).forEach(key -> style.put(key, attributes.get(key)));
        AffineTransform place = outer == null ? new AffineTransform() : new AffineTransform(outer.place());
        place.concatenate(transform(attributes.getOrDefault("transform", "")));
        states.push(new State(place, style));
        Path2D.Double path =
                switch (name) {
                    case "svg" -> {
                        readRoot(attributes);
                        yield null;
                    }
                    case "g" -> null;
                    case "path" -> SvgPath.parse(attributes.getOrDefault("d", ""));
                    case "circle" -> ellipse(attributes, "r", "r");
                    case "ellipse" -> ellipse(attributes, "rx", "ry");
                    case "rect" -> rectangle(attributes);
                    case "line" ->
                        new Path2D.Double(new Line2D.Double(
                                number(attributes, "x1"),
                                number(attributes, "y1"),
                                number(attributes, "x2"),
                                number(attributes, "y2")));
                    case "polygon" -> SvgPath.parse("M" + attributes.getOrDefault("points", "") + "Z");
                    case "polyline" -> SvgPath.parse("M" + attributes.getOrDefault("points", ""));
                    default -> throw new IllegalArgumentException("The element " + name + " is not allowed");
                };
        if (path != null) {
            shape(path, place, style);
        }
    }

    private static void skip(XMLStreamReader xml) throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            int event = xml.next();
            if (event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new IllegalArgumentException("DOCTYPE and entities are not allowed");
            }
            depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
    }

    private static Map<String, String> attributes(XMLStreamReader xml) {
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String name = xml.getAttributeLocalName(i);
            String value = xml.getAttributeValue(i);
            String space = xml.getAttributeNamespace(i);
            if (name.equals("href")
                    || name.startsWith("on")
                    || value.toLowerCase(Locale.ROOT).contains("url(")) {
                throw new IllegalArgumentException("The attribute " + name + " is not allowed: " + value);
            }
            if (space != null && !space.isEmpty()) {
                continue;
            }
            if (!STYLES.contains(name) && !GEOMETRY.contains(name)) {
                throw new IllegalArgumentException("The attribute " + name + " is not allowed");
            }
            attributes.put(name, value.strip());
        }
        for (String rule : attributes.getOrDefault("style", "").split(";")) {
            String[] parts = rule.split(":", 2);
            if (parts.length == 2 && STYLES.contains(parts[0].strip())) {
                attributes.put(parts[0].strip(), parts[1].strip());
            }
        }
        return attributes;
    }

    private void readRoot(Map<String, String> attributes) {
        if (box != null) {
            throw new IllegalArgumentException("A nested svg is not allowed");
        }
        double[] view = attributes.containsKey("viewBox")
                ? numbers(attributes.get("viewBox"))
                : new double[] {0, 0, number(attributes, "width"), number(attributes, "height")};
        if (view.length != 4 || view[2] <= 0 || view[3] <= 0) {
            throw new IllegalArgumentException("viewBox must have four numbers, with width and height greater than 0");
        }
        box = new Rectangle2D.Double(view[0], view[1], view[2], view[3]);
    }

    private void shape(Path2D path, AffineTransform place, Map<String, String> style) {
        if (shapes.size() == MOST_SHAPES) {
            throw new IllegalArgumentException("The file has more than " + MOST_SHAPES + " shapes");
        }
        path.transform(place);
        shapes.add(new Shape(
                path,
                "evenodd".equals(style.get("fill-rule")),
                color(style.getOrDefault("fill", "black")),
                color(style.getOrDefault("stroke", "none")),
                length(style.getOrDefault("stroke-width", "1")) * Math.sqrt(Math.abs(place.getDeterminant()))));
    }

    private static Path2D.Double ellipse(Map<String, String> attributes, String across, String down) {
        double rx = number(attributes, across);
        double ry = number(attributes, down);
        return new Path2D.Double(
                new Ellipse2D.Double(number(attributes, "cx") - rx, number(attributes, "cy") - ry, 2 * rx, 2 * ry));
    }

    private static Path2D.Double rectangle(Map<String, String> attributes) {
        double rx = number(attributes, attributes.containsKey("rx") ? "rx" : "ry");
        double ry = number(attributes, attributes.containsKey("ry") ? "ry" : "rx");
        return new Path2D.Double(new RoundRectangle2D.Double(
                number(attributes, "x"),
                number(attributes, "y"),
                number(attributes, "width"),
                number(attributes, "height"),
                2 * rx,
                2 * ry));
    }

    private static AffineTransform transform(String text) {
        AffineTransform all = new AffineTransform();
        Matcher part = TRANSFORM.matcher(text);
        int at = 0;
        while (part.find() && part.start() == at) {
            double[] n = numbers(part.group(2));
            String kind = part.group(1);
            if (kind.equals("matrix") && n.length == 6) {
                all.concatenate(new AffineTransform(n));
            } else if (kind.equals("translate") && n.length >= 1) {
                all.translate(n[0], n.length > 1 ? n[1] : 0);
            } else if (kind.equals("scale") && n.length >= 1) {
                all.scale(n[0], n.length > 1 ? n[1] : n[0]);
            } else if (kind.equals("rotate") && n.length >= 1) {
                all.rotate(Math.toRadians(n[0]), n.length > 2 ? n[1] : 0, n.length > 2 ? n[2] : 0);
            } else {
                throw new IllegalArgumentException("The transform is not valid: " + text);
            }
            at = part.end();
        }
        if (at != text.length()) {
            throw new IllegalArgumentException("The transform is not valid: " + text);
        }
        return all;
    }

    private static @Nullable Color color(String text) {
        if (text.equals("none")) {
            return null;
        }
        Matcher hex = HEX.matcher(text);
        if (hex.matches()) {
            String digits =
                    hex.group(1).length() == 6 ? hex.group(1) : hex.group(1).replaceAll("(.)", "$1$1");
            return new Color(Integer.parseInt(digits, 16));
        }
        Color named = NAMES.get(text.toLowerCase(Locale.ROOT));
        if (named == null) {
            throw new IllegalArgumentException("Use a colour such as #1a2b3c instead of " + text);
        }
        return named;
    }

    private static double number(Map<String, String> attributes, String name) {
        return length(attributes.getOrDefault(name, "0"));
    }

    private static double length(String text) {
        return numbers(text.replaceFirst("(?:px|pt|mm)$", ""))[0];
    }

    private static double[] numbers(String text) {
        try {
            return Arrays.stream(text.strip().split("[\\s,]+"))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Not a number: " + text, e);
        }
    }
}
