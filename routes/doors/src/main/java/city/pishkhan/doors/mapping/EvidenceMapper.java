package city.pishkhan.doors.mapping;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.EvidenceFiles;
import city.pishkhan.api.cases.EvidenceFiles.EvidenceFile;
import city.pishkhan.contracts.Headers;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.identifiers.CaseNumber;
import city.pishkhan.identifiers.InvalidIdentifier;
import java.io.ByteArrayInputStream;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Replies with evidence files, shared by several doors. */
public final class EvidenceMapper {
    private static final String NUMBER = "[0-9]{1,18}";

    private EvidenceMapper() {}

    /**
     * Replies with the evidence of the case in the path, given by id or number.
     * @param byNumber returns the id of the case with a number, if the caller may know it
     * @param loadCase     reads a case as the caller may see it
     */
    public static DoorReply reply(
            DoorCall doorCall,
            EvidenceFiles files,
            Function<String, UUID> byNumber,
            Function<UUID, CaseView> loadCase) {
        OptionalLong seal = seal(doorCall.param("seal"));
        UUID id = caseId(doorCall, byNumber);
        EvidenceFile file = files.create(() -> loadCase.apply(id), seal);
        return DoorReply.ok(new DoorReply.File(
                        file.name(), Headers.ZIP, file.content().length, new ByteArrayInputStream(file.content())))
                .version(file.tag());
    }

    private static UUID caseId(DoorCall doorCall, Function<String, UUID> byNumber) {
        String named = doorCall.param("id");
        try {
            return byNumber.apply(CaseNumber.parse(named).value());
        } catch (InvalidIdentifier e) {
            return doorCall.id("id", "case");
        }
    }

    /**
     * Parses the number of a seal; empty if absent.
     *
     * @throws Refusal INVALID with {@code seal}
     */
    public static OptionalLong seal(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return OptionalLong.empty();
        }
        if (!text.strip().matches(NUMBER)) {
            throw Refusal.invalid("seal.shape", "seal");
        }
        return OptionalLong.of(Long.parseLong(text.strip()));
    }
}
