package city.pishkhan.contracts.committee;

import jakarta.annotation.Nullable;
import java.util.List;
import java.util.UUID;

/**
 * New entry of an expert; it replaces the whole previous entry.
 *
 * @param name         1 to 200 characters
 * @param login        1 to 100 characters; unique among experts
 * @param disciplines  1 to 10 codes of disciplines from the rules' vocabulary, e.g. {@code architecture}
 * @param licence      the licence, including its number
 * @param office       code of the office where the expert works
 * @param secondOffice code of a second office, at a remote place
 * @param secondDays   weekdays on which the expert works at the second office instead of the first: {@code saturday} to
 *                     {@code friday}
 * @param deputy       id of another expert of the same discipline, who is the deputy during leaves and days at the second office
 */
public record ExpertChange(
        String name,
        String login,
        List<String> disciplines,
        Licence licence,
        String office,
        @Nullable String secondOffice,
        @Nullable List<String> secondDays,
        @Nullable UUID deputy) {}
