package city.pishkhan.itests.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One operation of an OpenAPI document.
 *
 * @param path full path, including the server's base path and {@code {names}} of parameters
 */
record ContractOperation(String id, String method, String path, JsonNode definition) {

    private static final Pattern NAME = Pattern.compile("\\{([^}]+)}");

    static List<ContractOperation> all(JsonNode document) {
        String base = document.at("/servers/0/url").asText().replaceFirst("/$", "");
        List<ContractOperation> all = new ArrayList<>();
        document.path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(o -> all.add(new ContractOperation(
                        o.getValue().path("operationId").asText(),
                        o.getKey().toUpperCase(Locale.ROOT),
                        base + path.getKey(),
                        o.getValue()))));
        return all;
    }

    boolean isMatch(String verb, String rawPath) {
        Matcher names = NAME.matcher(path);
        return method.equals(verb)
                && rawPath.replaceFirst("/$", "")
                        .matches(names.replaceAll("[^/]+").replaceFirst("/$", ""));
    }

    /** Schema of the JSON request body, or a missing node. */
    JsonNode requestSchema() {
        return definition.at("/requestBody/content/application~1json/schema");
    }

    /** Schema of the JSON answer with this status, or a missing node. */
    JsonNode answerSchema(int status) {
        return definition.at("/responses/" + status + "/content/application~1json/schema");
    }
}
