package city.pishkhan.procedures.internal.compiled;

import city.pishkhan.api.rules.AgencyRule;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Procedures.Fee;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.RefundShares;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.procedures.internal.tables.TableMode;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converts a procedure's file into a procedure. The file must be valid by its JSON Schema. */
public final class ProcedureReader {
    private ProcedureReader() {}

    public static Procedure procedure(JsonNode file) {
        List<Stage> stages = new ArrayList<>();
        file.path("stages").forEach(stage -> stages.add(stage(stage)));
        return new Procedure(
                text(file, "service"),
                file.path("version").asInt(),
                file.path("title").path("en").asText(),
                file.path("title").path("fa").asText(),
                text(file, "subject"),
                file.path("customer").asText(Procedures.CITIZEN),
                file.has("asks") ? texts(file.path("asks")) : null,
                file.path("dated").asBoolean(),
                file.path("home").asBoolean(),
                stages,
                texts(file.path("requires")),
                texts(file.path("excludes")),
                fee(file.path("fee")),
                refunds(file));
    }

    /** Reads the refund shares. Older rule sets, to which open cases may be bound, have {@code withdrawal} instead of {@code refunds}. */
    private static RefundShares refunds(JsonNode file) {
        JsonNode shares = file.path("refunds");
        int withdrawn = shares.path("withdrawn")
                .asInt(file.path("withdrawal").path("refund").asInt());
        return new RefundShares(
                shares.path("refused").asInt(),
                shares.path("lapsed").asInt(),
                withdrawn,
                shares.path("revoked").asInt());
    }

    private static @Nullable Fee fee(JsonNode fee) {
        return fee.isMissingNode()
                ? null
                : new Fee(
                        fee.path("amount").asLong(),
                        text(fee, "titleEn"),
                        text(fee, "titleFa"),
                        fee.path("officeShare").asInt());
    }

    /** Returns the table modes by table name. */
    public static Map<String, TableMode> modes(JsonNode file) {
        Map<String, TableMode> modes = new LinkedHashMap<>();
        file.path("tables").properties().forEach(e -> modes.put(e.getKey(), TableMode.of(e.getValue())));
        return modes;
    }

    private static Stage stage(JsonNode node) {
        Map<String, AgencyRule> agencies = new LinkedHashMap<>();
        node.path("agencies")
                .properties()
                .forEach(e -> agencies.put(e.getKey(), RuleKeys.read(AgencyRule.class, e.getValue(), Map.of())));
        return RuleKeys.read(
                Stage.class,
                node,
                Map.of(
                        "id", text(node, "id"),
                        "titleEn", node.path("title").path("en").asText(),
                        "titleFa", node.path("title").path("fa").asText(),
                        "agencies", agencies));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText(null);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
