package city.pishkhan.contracts.committee;

import jakarta.annotation.Nullable;
import java.util.List;
import java.util.UUID;

/**
 * An expert who comes into the register.
 *
 * @param nationalId   of the person; kept as a digest only
 * @param name         1 to 200 characters
 * @param login        1 to 100 characters; no other expert has it
 * @param disciplines  of the rules' vocabulary, e.g. {@code architecture}; 1 to 10
 * @param licence      with its number
 * @param office       code of the office at which the expert works
 * @param secondOffice code of another one, at a remote place
 * @param secondDays   days of the week on which the expert is there, and not at the first: {@code saturday} to {@code friday}
 * @param deputy       id of another expert of the same discipline, who stands in while this one is on leave or at the other office
 */
public record NewExpert(
        String nationalId,
        String name,
        String login,
        List<String> disciplines,
        Licence licence,
        String office,
        @Nullable String secondOffice,
        @Nullable List<String> secondDays,
        @Nullable UUID deputy) {}
