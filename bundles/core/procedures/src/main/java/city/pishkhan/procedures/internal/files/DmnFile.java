package city.pishkhan.procedures.internal.files;

import city.pishkhan.procedures.internal.files.RuleProblem.Mark;
import city.pishkhan.procedures.internal.files.TableSource.Cell;
import city.pishkhan.procedures.internal.files.TableSource.Input;
import city.pishkhan.procedures.internal.files.TableSource.Output;
import city.pishkhan.procedures.internal.files.TableSource.Rule;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the decision tables of a DMN file with their positions, with a parser that does not process DTDs. The engine
 * parses the same file separately. This class adds the data for explanations and error positions, and rejects
 * everything except independent decision tables.
 */
final class DmnFile {
    private static final int MOST_CELLS = 20_000;

    private final String file;
    private final RuleProblems ruleProblems;
    private final XmlWalk xml;
    private final List<TableSource> tables = new ArrayList<>();
    private int cells;

    private DmnFile(String file, XmlWalk xml, RuleProblems ruleProblems) {
        this.file = file;
        this.xml = xml;
        this.ruleProblems = ruleProblems;
    }

    /** Returns the file's tables. If the file cannot be parsed, reports a problem and returns an empty list. */
    static List<TableSource> parse(String file, byte[] bytes, RuleProblems ruleProblems) {
        try {
            DmnFile dmn = new DmnFile(file, new XmlWalk(bytes), ruleProblems);
            while (dmn.xml.find("decision")) {
                dmn.readDecision();
            }
            if (dmn.tables.isEmpty()) {
                ruleProblems.add(file, Mark.START, "has no decision table");
            }
            return dmn.tables;
        } catch (XMLStreamException e) {
            ruleProblems.add(file, XmlWalk.mark(e.getLocation()), XmlWalk.message(e));
            return List.of();
        }
    }

    private void readDecision() throws XMLStreamException {
        Mark mark = xml.mark();
        String id = xml.attribute("id");
        String title = xml.attribute("name");
        String titleFa = null;
        TableSource table = null;
        while (xml.child("decision")) {
            switch (xml.name()) {
                case "description" -> titleFa = xml.text();
                case "decisionTable" -> table = table(id, title.isEmpty() ? id : title, titleFa, mark);
                case "informationRequirement", "literalExpression", "knowledgeRequirement", "context", "invocation" -> {
                    ruleProblems.add(
                            file, xml.mark(), "only independent decision tables are supported, no " + xml.name());
                    xml.skip();
                }
                default -> xml.skip();
            }
        }
        if (table != null && !id.isEmpty()) {
            tables.add(table);
        } else {
            ruleProblems.add(file, mark, "a decision must have an id and a decision table");
        }
    }

    /** @param titleFa the decision's description, which precedes the table in DMN, or {@code null} */
    private TableSource table(String id, String title, @Nullable String titleFa, Mark mark) throws XMLStreamException {
        String policy = xml.attribute("hitPolicy").isEmpty() ? "UNIQUE" : xml.attribute("hitPolicy");
        if (!List.of("UNIQUE", "FIRST", "ANY", "RULE ORDER", "COLLECT").contains(policy)
                || !xml.attribute("aggregation").isEmpty()) {
            ruleProblems.add(
                    file,
                    xml.mark(),
                    "the hit policy must be UNIQUE, FIRST, ANY, RULE ORDER or COLLECT, without aggregation");
        }
        List<Input> inputs = new ArrayList<>();
        List<Output> outputs = new ArrayList<>();
        List<Rule> rules = new ArrayList<>();
        while (xml.child("decisionTable")) {
            switch (xml.name()) {
                case "input" -> inputs.add(input());
                case "output" -> outputs.add(output());
                case "rule" -> rules.add(rule(inputs.size(), outputs.size()));
                default -> xml.skip();
            }
        }
        return new TableSource(
                file, id, title, titleFa, mark, policy, List.copyOf(inputs), List.copyOf(outputs), List.copyOf(rules));
    }

    private Input input() throws XMLStreamException {
        String label = xml.attribute("label");
        String labelFa = null;
        String type = "";
        Cell expression = new Cell("", xml.mark());
        while (xml.child("input")) {
            switch (xml.name()) {
                case "description" -> labelFa = xml.text();
                case "inputExpression" -> {
                    type = xml.attribute("typeRef");
                    expression = cell("inputExpression");
                }
                default -> xml.skip();
            }
        }
        if (expression.isAny()) {
            ruleProblems.add(file, expression.mark(), "an input must have an expression");
        }
        return new Input(label.isEmpty() ? expression.text() : label, labelFa, type, expression);
    }

    private Output output() throws XMLStreamException {
        String name = xml.attribute("name");
        String label = xml.attribute("label");
        String type = xml.attribute("typeRef");
        Mark mark = xml.mark();
        String labelFa = null;
        while (xml.child("output")) {
            if (xml.name().equals("description")) {
                labelFa = xml.text();
            } else {
                xml.skip();
            }
        }
        return new Output(name, label.isEmpty() ? name : label, labelFa, type, mark);
    }

    private Rule rule(int inputs, int outputs) throws XMLStreamException {
        Mark mark = xml.mark();
        String id = xml.attribute("id");
        String description = "";
        List<Cell> tests = new ArrayList<>();
        List<Cell> values = new ArrayList<>();
        while (xml.child("rule")) {
            switch (xml.name()) {
                case "description" -> description = xml.text();
                case "inputEntry" -> tests.add(cell("inputEntry"));
                case "outputEntry" -> values.add(cell("outputEntry"));
                default -> xml.skip();
            }
        }
        if (id.isEmpty() || description.isEmpty()) {
            ruleProblems.add(
                    file, mark, "a rule must have an id and a description, because its explanation begins with them");
        }
        if (tests.size() != inputs || values.size() != outputs) {
            ruleProblems.add(
                    file,
                    mark,
                    "the rule has " + tests.size() + " tests and " + values.size() + " outputs, the table " + inputs
                            + " and " + outputs);
        }
        return new Rule(id, description, mark, List.copyOf(tests), List.copyOf(values));
    }

    /** Reads the {@code text} of an entry and its position. Afterwards the parser is positioned after the entry. */
    private Cell cell(String element) throws XMLStreamException {
        if (++cells > MOST_CELLS) {
            throw xml.failure("more than " + MOST_CELLS + " cells");
        }
        String language = xml.attribute("expressionLanguage");
        if (!language.isEmpty() && !language.equals("feel")) {
            ruleProblems.add(file, xml.mark(), "the expression language must be feel, not " + language);
        }
        Cell cell = new Cell("", xml.mark());
        while (xml.child(element)) {
            if (xml.name().equals("text")) {
                Mark mark = xml.mark();
                cell = new Cell(xml.text(), mark);
            } else {
                xml.skip();
            }
        }
        return cell;
    }
}
