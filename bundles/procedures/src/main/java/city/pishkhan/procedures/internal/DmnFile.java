package city.pishkhan.procedures.internal;

import city.pishkhan.procedures.internal.Problem.Mark;
import city.pishkhan.procedures.internal.TableSource.Cell;
import city.pishkhan.procedures.internal.TableSource.Input;
import city.pishkhan.procedures.internal.TableSource.Output;
import city.pishkhan.procedures.internal.TableSource.Rule;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the decision tables of one DMN file with their places, by a parser that knows no DTD. The engine reads the same bytes again
 * for itself; here lies what explanations and line numbers need, and what keeps a file inside the part of DMN that the hub takes:
 * decision tables that stand alone.
 */
final class DmnFile {
    private static final XMLInputFactory XML = factory();
    private static final int MOST_CELLS = 20_000;

    private final String file;
    private final Problems problems;
    private final XMLStreamReader xml;
    private final List<TableSource> tables = new ArrayList<>();
    private int cells;

    private DmnFile(String file, XMLStreamReader xml, Problems problems) {
        this.file = file;
        this.xml = xml;
        this.problems = problems;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** The file's tables; empty, with problems, if it cannot be read. */
    static List<TableSource> parse(String file, byte[] bytes, Problems problems) {
        try {
            XMLStreamReader xml;
            synchronized (XML) {
                xml = XML.createXMLStreamReader(new ByteArrayInputStream(bytes));
            }
            DmnFile dmn = new DmnFile(file, xml, problems);
            dmn.document();
            return dmn.tables;
        } catch (XMLStreamException e) {
            problems.add(file, mark(e.getLocation()), message(e));
            return List.of();
        }
    }

    private void document() throws XMLStreamException {
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD) {
                throw new XMLStreamException("a DTD is not taken", xml.getLocation());
            }
            if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("decision")) {
                decision();
            }
        }
        if (tables.isEmpty()) {
            problems.add(file, Mark.START, "has no decision table");
        }
    }

    private void decision() throws XMLStreamException {
        Mark mark = mark(xml.getLocation());
        String id = attribute("id");
        TableSource table = null;
        while (child("decision")) {
            switch (xml.getLocalName()) {
                case "decisionTable" -> table = table(id, mark);
                case "informationRequirement", "literalExpression", "knowledgeRequirement", "context", "invocation" -> {
                    problems.add(file, mark(xml.getLocation()), "only decision tables that stand alone are taken, no " + xml.getLocalName());
                    skip();
                }
                default -> skip();
            }
        }
        if (table != null && !id.isEmpty()) {
            tables.add(table);
        } else {
            problems.add(file, mark, "a decision needs an id and a decision table");
        }
    }

    private TableSource table(String id, Mark mark) throws XMLStreamException {
        String policy = attribute("hitPolicy").isEmpty() ? "UNIQUE" : attribute("hitPolicy");
        if (!List.of("UNIQUE", "FIRST", "ANY", "RULE ORDER", "COLLECT").contains(policy) || !attribute("aggregation").isEmpty()) {
            problems.add(file, mark(xml.getLocation()), "the hit policy is UNIQUE, FIRST, ANY, RULE ORDER or COLLECT, without aggregation");
        }
        List<Input> inputs = new ArrayList<>();
        List<Output> outputs = new ArrayList<>();
        List<Rule> rules = new ArrayList<>();
        while (child("decisionTable")) {
            switch (xml.getLocalName()) {
                case "input" -> inputs.add(input());
                case "output" -> {
                    outputs.add(new Output(attribute("name"), attribute("typeRef"), mark(xml.getLocation())));
                    skip();
                }
                case "rule" -> rules.add(rule(inputs.size(), outputs.size()));
                default -> skip();
            }
        }
        return new TableSource(file, id, mark, policy, List.copyOf(inputs), List.copyOf(outputs), List.copyOf(rules));
    }

    private Input input() throws XMLStreamException {
        String label = attribute("label");
        String type = "";
        Cell expression = new Cell("", mark(xml.getLocation()));
        while (child("input")) {
            if (xml.getLocalName().equals("inputExpression")) {
                type = attribute("typeRef");
                expression = cell("inputExpression");
            } else {
                skip();
            }
        }
        if (expression.any()) {
            problems.add(file, expression.mark(), "an input needs an expression");
        }
        return new Input(label.isEmpty() ? expression.text() : label, type, expression);
    }

    private Rule rule(int inputs, int outputs) throws XMLStreamException {
        Mark mark = mark(xml.getLocation());
        String id = attribute("id");
        String description = "";
        List<Cell> tests = new ArrayList<>();
        List<Cell> values = new ArrayList<>();
        while (child("rule")) {
            switch (xml.getLocalName()) {
                case "description" -> description = xml.getElementText().strip();
                case "inputEntry" -> tests.add(cell("inputEntry"));
                case "outputEntry" -> values.add(cell("outputEntry"));
                default -> skip();
            }
        }
        if (id.isEmpty() || description.isEmpty()) {
            problems.add(file, mark, "a rule needs an id and a description, which its explanation begins with");
        }
        if (tests.size() != inputs || values.size() != outputs) {
            problems.add(file, mark, "the rule has " + tests.size() + " tests and " + values.size() + " outputs, the table " + inputs + " and " + outputs);
        }
        return new Rule(id, description, mark, List.copyOf(tests), List.copyOf(values));
    }

    /** Reads the {@code text} inside an entry and its place, ending behind the entry. */
    private Cell cell(String element) throws XMLStreamException {
        if (++cells > MOST_CELLS) {
            throw new XMLStreamException("more than " + MOST_CELLS + " cells", xml.getLocation());
        }
        String language = attribute("expressionLanguage");
        if (!language.isEmpty() && !language.equals("feel")) {
            problems.add(file, mark(xml.getLocation()), "the expression language is feel, not " + language);
        }
        Cell cell = new Cell("", mark(xml.getLocation()));
        while (child(element)) {
            if (xml.getLocalName().equals("text")) {
                Mark mark = mark(xml.getLocation());
                cell = new Cell(xml.getElementText().strip(), mark);
            } else {
                skip();
            }
        }
        return cell;
    }

    /** Steps to the next child element; false at the end of {@code parent}. */
    private boolean child(String parent) throws XMLStreamException {
        while (true) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals(parent)) {
                return false;
            }
        }
    }

    private void skip() throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
    }

    private String attribute(String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value.strip();
    }

    private static Mark mark(Location location) {
        return location == null ? Mark.START : new Mark(Math.max(1, location.getLineNumber()), Math.max(1, location.getColumnNumber()));
    }

    /** The JDK puts the place in front of the text; it is in the problem already. */
    private static String message(XMLStreamException e) {
        String text = String.valueOf(e.getMessage());
        int at = text.indexOf("Message: ");
        return at < 0 ? text : text.substring(at + "Message: ".length());
    }
}
