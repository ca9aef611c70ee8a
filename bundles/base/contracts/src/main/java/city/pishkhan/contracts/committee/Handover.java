package city.pishkhan.contracts.committee;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A transfer of cases from one office to another; the cases move one by one.
 *
 * @param id    id, used in paths
 * @param from  code of the previous office
 * @param to    code of the new office
 * @param all   {@code true} for all open cases of the office
 * @param state {@code running} or {@code ended}
 * @param moved number of cases moved so far
 * @param left  cases that could not be moved, up to 200
 * @param by    login of the person who ordered it
 * @param begun start; UTC, ISO 8601
 * @param ended end; UTC, ISO 8601; absent while it runs
 */
public record Handover(
        UUID id,
        String from,
        String to,
        boolean all,
        @OneOf({"running", "ended"}) String state,
        int moved,
        List<Left> left,
        String by,
        Instant begun,
        @Nullable Instant ended) {

    /**
     * A case that was not moved.
     *
     * @param number case number
     * @param code   reason, e.g. {@code office.not-qualified} if the new office is not qualified, or {@code office.fit} if the previous
     *               office may continue
     */
    public record Left(String number, String code) {}
}
