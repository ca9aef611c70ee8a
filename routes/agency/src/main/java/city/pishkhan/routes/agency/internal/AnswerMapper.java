package city.pishkhan.routes.agency.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.contracts.Condition;
import city.pishkhan.contracts.agency.Answer;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.spi.Attachment;
import city.pishkhan.spi.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Converts an answer from its wire form. The engine decides whether the answer is acceptable. */
final class AnswerMapper {
    private static final Set<String> VERDICTS =
            Stream.of(Verdict.values()).map(AnswerMapper::wireName).collect(Collectors.toSet());
    private static final int MOST_CONDITIONS = 100;
    private static final int MOST_ATTACHMENTS = 20;
    private static final int LONGEST_CODE = 40;
    private static final int LONGEST_TEXT = 4_000;
    private static final int LONGEST_REFERENCE = 100;
    private static final int MOST_DATA = 200;

    private final Papers papers;

    AnswerMapper(Papers papers) {
        this.papers = papers;
    }

    /** @param at prefix of field names if the answer is one of several, otherwise empty */
    city.pishkhan.spi.Answer answer(String at, UUID inquiry, Answer given) {
        String verdict = FieldCheck.oneOf(at + "verdict", given.verdict(), VERDICTS);
        return new city.pishkhan.spi.Answer(
                inquiry,
                FieldCheck.sha256(at + "digest", given.digest()),
                Verdict.valueOf(verdict.toUpperCase(Locale.ROOT).replace('-', '_')),
                conditions(at, given.conditions()),
                data(at, given.data()),
                FieldCheck.optional(at + "reason", given.reason(), LONGEST_TEXT),
                given.until(),
                FieldCheck.optional(at + "reference", given.reference(), LONGEST_REFERENCE),
                attachments(at, inquiry, given.attachments()));
    }

    static String wireName(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<city.pishkhan.spi.Condition> conditions(String at, @Nullable List<Condition> given) {
        if (given == null || given.isEmpty()) {
            return List.of();
        }
        List<city.pishkhan.spi.Condition> clean = new ArrayList<>();
        for (Condition condition : FieldCheck.list(at + "conditions", given, MOST_CONDITIONS)) {
            String field = at + "conditions[" + clean.size() + "].";
            clean.add(new city.pishkhan.spi.Condition(
                    FieldCheck.text(field + "code", condition.code(), LONGEST_CODE),
                    FieldCheck.text(field + "text", condition.text(), LONGEST_TEXT)));
        }
        return clean;
    }

    private static Map<String, Object> data(String at, @Nullable Map<String, Object> given) {
        Map<String, Object> clean = new TreeMap<>(given == null ? Map.of() : given);
        if (clean.size() > MOST_DATA || clean.containsValue(null)) {
            throw Refusal.invalid("answer.data", at + "data", MOST_DATA);
        }
        return clean;
    }

    private List<Attachment> attachments(String at, UUID inquiry, @Nullable List<String> given) {
        if (given == null || given.isEmpty()) {
            return List.of();
        }
        List<Attachment> found = new ArrayList<>();
        for (String sha256 : FieldCheck.list(at + "attachments", given, MOST_ATTACHMENTS)) {
            String field = at + "attachments[" + found.size() + "]";
            found.add(attachment(field, inquiry, FieldCheck.sha256(field, sha256)));
        }
        return found;
    }

    /** Finds a sheet that was uploaded to this inquiry. Any other sheet is refused, so that knowing a digest grants no access. */
    private Attachment attachment(String field, UUID inquiry, String sha256) {
        Papers.Sheet sheet = findUploaded(inquiry, sha256);
        if (sheet == null) {
            throw Refusal.invalid("attachment.unknown", field);
        }
        return new Attachment(
                sheet.name(), sheet.mediaType(), sha256, sheet.size(), "answer", 1, () -> papers.open(sha256));
    }

    private Papers.@Nullable Sheet findUploaded(UUID inquiry, String sha256) {
        return papers.answerSheet(inquiry, sha256).orElse(null);
    }
}
