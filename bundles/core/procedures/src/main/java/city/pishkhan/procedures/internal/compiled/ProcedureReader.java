package city.pishkhan.procedures.internal.compiled;

import city.pishkhan.api.rules.AgencyRule;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Procedures.Fee;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.RefundShares;
import city.pishkhan.api.rules.Silence;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.procedures.internal.tables.TableMode;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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

    private static Fee fee(JsonNode fee) {
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
        node.path("agencies").properties().forEach(e -> agencies.put(e.getKey(), agency(e.getValue())));
        return new Stage(
                text(node, "id"),
                StageKind.valueOf(node.path("kind").asText().toUpperCase(Locale.ROOT)),
                node.path("title").path("en").asText(),
                node.path("title").path("fa").asText(),
                text(node, "table"),
                text(node, "agency"),
                text(node, "role"),
                texts(node.path("sendBack")),
                agencies,
                text(node, "template"),
                texts(node.path("findings")),
                node.path("payer").asText("applicant"),
                text(node, "discipline"));
    }

    private static AgencyRule agency(JsonNode node) {
        return new AgencyRule(
                node.path("workingDays").asInt(0),
                node.has("clock") ? Duration.parse(node.path("clock").asText()) : null,
                Silence.valueOf(node.path("silence").asText().toUpperCase(Locale.ROOT)),
                texts(node.path("shows")),
                texts(node.path("attachments")),
                node.path("onReject").asText("refuse"),
                node.path("extensions").asInt(0),
                text(node, "extension"),
                texts(node.path("reminders")),
                !node.path("undelivered").asText("escalate").equals("wait"));
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
