package city.pishkhan.procedures.internal.checks;

import city.pishkhan.procedures.internal.files.RuleProblem.Mark;
import city.pishkhan.procedures.internal.files.RuleProblems;
import city.pishkhan.procedures.internal.files.YamlFile;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/** Validates YAML files against a published JSON Schema and reports the positions of violations. */
final class SchemaCheck {
    private final JsonSchema schema;

    /** @param name file name of the schema */
    SchemaCheck(String name) {
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .locale(Locale.ENGLISH)
                .build();
        try (InputStream in = SchemaCheck.class.getResourceAsStream("/city/pishkhan/procedures/schema/" + name)) {
            schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(in, config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return {@code true} if the file is valid */
    boolean check(YamlFile file, RuleProblems ruleProblems) {
        if (file.root().isMissingNode()) {
            return false;
        }
        var messages = schema.validate(file.root());
        messages.forEach(m -> ruleProblems.add(file.name(), mark(file, m), text(m)));
        return messages.isEmpty();
    }

    private static Mark mark(YamlFile file, ValidationMessage message) {
        String at = message.getInstanceLocation().toString();
        String member = message.getProperty() == null ? at : at + "/" + message.getProperty();
        return switch (message.getType()) {
            case "additionalProperties", "propertyNames", "false", "not" -> file.key(member);
            default -> file.value(at);
        };
    }

    private static String text(ValidationMessage message) {
        String at = message.getInstanceLocation().toString();
        if (message.getType().equals("false")) {
            return "'" + at.substring(at.lastIndexOf('/') + 1) + "' is not allowed here";
        }
        String text = message.getMessage();
        return text.startsWith(at + ": ") ? (at.isEmpty() ? "" : at + " ") + text.substring(at.length() + 2) : text;
    }
}
