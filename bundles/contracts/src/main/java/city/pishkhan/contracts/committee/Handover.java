package city.pishkhan.contracts.committee;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Cases that move from one office to another, one by one.
 *
 * @param id    for paths
 * @param from  code of the office that had them
 * @param to    code of the office that takes them
 * @param all   whether all open cases are meant
 * @param state {@code running} or {@code ended}
 * @param moved how many have moved so far
 * @param left  those that stayed, 200 at most
 * @param by    login that ordered it
 * @param begun UTC, ISO 8601
 * @param ended UTC, ISO 8601; absent while it runs
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
     * A case that stayed.
     *
     * @param number of the case
     * @param code   why, e.g. {@code office.not-qualified} of the office that was to take it, or {@code office.fit} if its own may go on again
     */
    public record Left(String number, String code) {}
}
