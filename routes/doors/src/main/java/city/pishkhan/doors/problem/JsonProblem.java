package city.pishkhan.doors.problem;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.doors.call.DoorJson;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.messages.Text;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Converts a JSON error to a refusal with its location: invalid JSON, exceeded limits, a wrong type or an unknown member. */
final class JsonProblem {
    private JsonProblem() {}

    /** @return MALFORMED {@code json.malformed}, {@code json.type} or {@code request.unknown-member}, or TOO_LARGE {@code json.limits} */
    static Refusal refusal(JsonProcessingException thrown) {
        // a syntax error is wrapped in an exception about the field being read
        JsonProcessingException e = thrown.getCause() instanceof JsonParseException
                        || thrown.getCause() instanceof StreamConstraintsException
                ? (JsonProcessingException) thrown.getCause()
                : thrown;
        if (e instanceof StreamConstraintsException) {
            return Refusal.of(Kind.TOO_LARGE, "json.limits", null, DoorJson.DOCUMENT_BYTES >> 20, DoorJson.DEPTH);
        }
        JsonLocation at = e.getLocation();
        String field = e instanceof JsonMappingException m && !m.getPath().isEmpty() ? path(m) : null;
        if (e instanceof UnrecognizedPropertyException unknown) {
            return unknown(field, unknown, at);
        }
        if (field == null) {
            return at == null
                    ? Refusal.of(Kind.MALFORMED, "json.malformed", null)
                    : Refusal.of(Kind.MALFORMED, "json.malformed/at", null, at.getLineNr(), at.getColumnNr());
        }
        return at == null
                ? Refusal.of(Kind.MALFORMED, "json.type", field, field)
                : Refusal.of(Kind.MALFORMED, "json.type/at", field, field, at.getLineNr(), at.getColumnNr());
    }

    /** Lists the known members, because the contract is public and most unknown members are misspelled. */
    private static Refusal unknown(@Nullable String field, UnrecognizedPropertyException e, JsonLocation at) {
        List<String> known =
                e.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
        Text member = PersianText.asText(String.valueOf(field));
        return at == null
                ? Refusal.of(Kind.MALFORMED, "request.unknown-member", field, member, known)
                : Refusal.of(
                        Kind.MALFORMED,
                        "request.unknown-member/at",
                        field,
                        member,
                        known,
                        at.getLineNr(),
                        at.getColumnNr());
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : "." + r.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }
}
