package city.pishkhan.cases.internal.model;

import city.pishkhan.api.cases.InquiryView.Sheet;
import city.pishkhan.api.persons.Persons;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Attachment;
import city.pishkhan.spi.Condition;
import city.pishkhan.spi.Verdict;
import com.fasterxml.jackson.core.type.TypeReference;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it is stored. Two answers are equal if verdict, conditions, data, reason, deadline and hashes of the attachments are equal.
 *
 * @param sheets SHA-256 of the attachments, sorted
 * @param files  the attachments with name, type and size, in the same order
 */
public record StoredAnswer(
        @Nullable String verdict,
        List<Condition> conditions,
        Map<String, Object> data,
        @Nullable String reason,
        @Nullable String until,
        List<String> sheets,
        List<Sheet> files) {

    public StoredAnswer {
        files = List.copyOf(files);
    }

    /** The fields that decide whether two answers are equal. */
    private record AnswerContent(
            @Nullable String verdict,
            List<Condition> conditions,
            Map<String, Object> data,
            @Nullable String reason,
            @Nullable String until,
            List<String> sheets) {}

    private static final TypeReference<StoredAnswer> TYPE = new TypeReference<>() {};

    public static StoredAnswer of(Answer answer) {
        return new StoredAnswer(
                answer.verdict().name(),
                answer.conditions(),
                answer.data(),
                answer.reason(),
                answer.until() == null
                        ? null
                        : StoredTime.truncate(answer.until()).toString(),
                answer.attachments().stream().map(Attachment::sha256).sorted().toList(),
                answer.attachments().stream()
                        .sorted(Comparator.comparing(Attachment::sha256))
                        .map(a -> new Sheet(a.sha256(), a.name(), a.mediaType(), a.size()))
                        .toList());
    }

    static StoredAnswer parse(String json) {
        return FactsJson.read(json, TYPE);
    }

    /** An answer after the erasure of its text: only the verdict remains. */
    static StoredAnswer erased(@Nullable Verdict verdict) {
        return new StoredAnswer(
                verdict == null ? null : verdict.name(),
                List.of(),
                Map.of(),
                Persons.ERASED,
                null,
                List.of(),
                List.of());
    }

    String json() {
        return FactsJson.write(this);
    }

    public String digest() {
        return digest(data);
    }

    /** @param committed data of the answer, with personal values replaced by salted hashes */
    public String digest(Map<String, Object> committed) {
        return FactsJson.digest(new AnswerContent(verdict, conditions, committed, reason, until, sheets));
    }
}
