package city.pishkhan.procedures.internal.files;

import city.pishkhan.procedures.internal.files.RuleProblem.Mark;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/**
 * Rejects DMN elements that the hub does not support, such as a default output. The DMN engine would ignore these
 * elements silently. Elements in the namespaces of editors are allowed.
 */
public final class DmnElements {
    private static final Pattern DMN = Pattern.compile("(https?://www\\.omg\\.org/spec/DMN/\\d+/(MODEL/?|dmn\\.xsd))?");
    private static final Set<String> TAKEN = Set.of(
            "definitions",
            "decision",
            "decisionTable",
            "description",
            "input",
            "inputExpression",
            "inputEntry",
            "output",
            "outputEntry",
            "rule",
            "text",
            // elements that editors write and that have no effect
            "variable",
            "inputValues",
            "outputValues",
            "annotation",
            "annotationEntry",
            "extensionElements");

    private DmnElements() {}

    public static void check(RuleFiles files, RuleProblems ruleProblems) {
        files.files().forEach((name, bytes) -> {
            if (name.endsWith(".dmn")) {
                check(name, bytes, ruleProblems);
            }
        });
    }

    private static void check(String file, byte[] bytes, RuleProblems ruleProblems) {
        try {
            XmlWalk xml = new XmlWalk(bytes);
            while (xml.next()) {
                if (DMN.matcher(xml.namespace()).matches() && !TAKEN.contains(xml.name())) {
                    ruleProblems.add(
                            file,
                            xml.mark(),
                            "the element " + xml.name() + " is not supported; it would have no effect");
                }
            }
        } catch (XMLStreamException e) {
            ruleProblems.add(file, Mark.START, XmlWalk.message(e));
        }
    }
}
