package city.pishkhan.procedures.internal.files;

import city.pishkhan.procedures.internal.files.RuleProblem.Mark;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A YAML file as a tree with the position of each node. Only a plain subset of YAML is allowed: one document, no anchors, no tags, no
 * duplicate keys. A file therefore cannot expand in memory or create objects.
 */
public final class YamlFile {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 20;
    /**
     * matches plain integers; octal and base-60 numbers and exponents are excluded, because people would misread them
     */
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");

    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]{0,17})\\.[0-9]{1,18}");

    private final String name;
    private final RuleProblems ruleProblems;
    private final Map<String, Mark> values = new HashMap<>();
    private final Map<String, Mark> keys = new HashMap<>();
    private JsonNode root = JSON.missingNode();

    private YamlFile(String name, RuleProblems ruleProblems) {
        this.name = name;
        this.ruleProblems = ruleProblems;
    }

    /** Parses a file and reports errors as problems. */
    static YamlFile parse(String name, byte[] bytes, RuleProblems ruleProblems) {
        YamlFile file = new YamlFile(name, ruleProblems);
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(DEEPEST);
        options.setAllowDuplicateKeys(false);
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            Node node = new Yaml(options)
                    .compose(new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8));
            if (node != null) {
                file.root = file.tree("", node);
            } else {
                ruleProblems.add(name, Mark.START, "is missing or empty");
            }
        } catch (CharacterCodingException e) {
            ruleProblems.add(name, Mark.START, "is not UTF-8");
        } catch (MarkedYAMLException e) {
            ruleProblems.add(
                    name, mark(e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark()), e.getProblem());
        } catch (YAMLException e) {
            ruleProblems.add(name, Mark.START, e.getMessage());
        }
        return file;
    }

    public String name() {
        return name;
    }

    public JsonNode root() {
        return root;
    }

    /** Returns the position of the value at a JSON pointer, or that of its nearest existing ancestor. */
    public Mark value(String pointer) {
        String at = pointer;
        while (!values.containsKey(at) && !at.isEmpty()) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return values.getOrDefault(at, Mark.START);
    }

    /** Returns the position of the key at a JSON pointer, or that of the value if it is not an object member. */
    public Mark key(String pointer) {
        Mark mark = keys.get(pointer);
        return mark != null ? mark : value(pointer);
    }

    private JsonNode tree(String pointer, Node node) {
        values.put(pointer, mark(node.getStartMark()));
        if (node.getAnchor() != null) {
            ruleProblems.add(name, mark(node.getStartMark()), "anchors and aliases are not allowed");
            return JSON.nullNode();
        }
        if (node instanceof MappingNode mapping) {
            return mapping(pointer, mapping);
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = JSON.arrayNode();
            for (Node item : sequence.getValue()) {
                array.add(tree(pointer + "/" + array.size(), item));
            }
            return array;
        }
        return scalar((ScalarNode) node);
    }

    private JsonNode mapping(String pointer, MappingNode mapping) {
        ObjectNode object = JSON.objectNode();
        for (NodeTuple tuple : mapping.getValue()) {
            Mark mark = mark(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)
                    || tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                ruleProblems.add(name, mark, "a key must be plain text");
                continue;
            }
            String member = pointer + "/" + key.getValue().replace("~", "~0").replace("/", "~1");
            if (object.has(key.getValue())) {
                ruleProblems.add(name, mark, "'" + key.getValue() + "' exists twice");
            }
            keys.put(member, mark);
            object.set(key.getValue(), tree(member, tuple.getValueNode()));
        }
        return object;
    }

    private JsonNode scalar(ScalarNode node) {
        String text = node.getValue();
        Tag tag = node.getTag();
        try {
            if (tag.equals(Tag.STR) || tag.equals(Tag.TIMESTAMP)) {
                return JSON.textNode(text);
            }
            if (tag.equals(Tag.BOOL)) {
                return bool(node, text);
            }
            if (tag.equals(Tag.INT)) {
                return JSON.numberNode(Long.parseLong(plain(INTEGER, text)));
            }
            if (tag.equals(Tag.FLOAT)) {
                return JSON.numberNode(new BigDecimal(plain(DECIMAL, text)));
            }
            if (tag.equals(Tag.NULL)) {
                return JSON.nullNode();
            }
        } catch (NumberFormatException e) {
            ruleProblems.add(
                    name,
                    mark(node.getStartMark()),
                    "'" + text + "' is not a plain number of up to 18 digits; quote it if it is text");
            return JSON.nullNode();
        }
        ruleProblems.add(name, mark(node.getStartMark()), "the tag " + tag.getValue() + " is not supported");
        return JSON.nullNode();
    }

    /**
     * Accepts only {@code true} and {@code false}. YAML 1.1 also reads codes such as {@code no} and {@code off} as
     * false, which authors of rule files do not expect.
     */
    private JsonNode bool(ScalarNode node, String text) {
        if (!text.equals("true") && !text.equals("false")) {
            ruleProblems.add(
                    name, mark(node.getStartMark()), "'" + text + "' must be true or false, or quoted if it is text");
        }
        return JSON.booleanNode(text.equals("true"));
    }

    private static String plain(Pattern form, String text) {
        if (!form.matcher(text).matches()) {
            throw new NumberFormatException(text);
        }
        return text;
    }

    private static Mark mark(org.yaml.snakeyaml.error.Mark mark) {
        return mark == null ? Mark.START : new Mark(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
