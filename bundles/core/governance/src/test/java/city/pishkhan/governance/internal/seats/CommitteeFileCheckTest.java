package city.pishkhan.governance.internal.seats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A committee's file below the minimum requirements is refused with file, field and rule, and the previous committee stays in
 * effect.
 */
class CommitteeFileCheckTest {
    private static final String SEATS = "inspectorate: a, security: b, legal: c, institute: d, ict: e";
    private static final Pattern PERSIAN = Pattern.compile("[\\u0600-\\u06FF]");
    private static final Map<String, Object> FILE =
            Map.of("felix.fileinstall.filename", "file:/hub/etc/city.pishkhan.governance.committee-discipline.cfg");

    /**
     * Settings of a committee's file. A number that cannot be parsed fails on access, as in the OSGi component runtime.
     */
    private record File(String name, String decides, String count, String seats) implements SeatedCommittee.Config {
        @Override
        public int quorum() {
            return Integer.parseInt(count);
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return SeatedCommittee.Config.class;
        }
    }

    private static File sanctions(String quorum, String seats) {
        return new File("discipline", "sanction", quorum, seats);
    }

    private static String refused(File file) {
        String said = assertThrows(IllegalArgumentException.class, () -> new SeatedCommittee(file, FILE))
                .getMessage();
        assertTrue(said.startsWith("city.pishkhan.governance.committee-discipline.cfg, "), said);
        assertTrue(PERSIAN.matcher(said).find(), said);
        return said;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sanction         | 1 | inspectorate: a                              | seats   | at least 3 seats",
                "sanction         | 2 | inspectorate: a, security: b                 | seats   | at least 3 seats",
                "sanction         | 1 | inspectorate: a, security: b, legal: c       | quorum  | at least 3 of these 3",
                "sanction         | 2 | inspectorate: a, security: b, legal: c       | quorum  | at least 3 of these 3",
                "sanction         | 3 | a: a, b: b, c: c, d: d, e: e, f: f           | quorum  | at least 4 of these 6",
                "expose           | 1 | a: a, b: b, c: c                             | quorum  | at least 2 of these 3",
                "sanction, expose | 3 | a: a, b: b, c: c                             | decides | must not decide anything else",
                "sanction, hang   | 3 | a: a, b: b, c: c                             | decides | hang is not a kind",
                "sanction         | 9 | a: a, b: b, c: c                             | quorum  | 1 to 3",
                "sanction         | x | a: a, b: b, c: c                             | quorum  | must be a number",
                "sanction         | 3 | a: a, a: b, c: c                             | seats   | body a has two seats",
                "sanction         | 3 | a: a, b: a, c: c                             | seats   | a is in two seats",
                "sanction         | 3 | a: x, b: y / x, c: c                         | seats   | x is in two seats",
                "sanction         | 3 | a: a, b, c: c                                | seats   | body: member / deputy",
                "sanction         | 3 | a: a, b: b / , c: c                          | seats   | body: member / deputy",
                "sanction         | 3 | a: a, b (district 1: b, c: c                 | seats   | body: member / deputy",
            })
    void rejectsInvalidCommitteeFile(String decides, String quorum, String seats, String field, String rule) {
        String said = refused(new File("discipline", decides, quorum, seats));
        assertTrue(said.contains(", " + field + ": "), said);
        assertTrue(said.contains(rule), said);
    }

    @Test
    void committeeNameMustStartWithLetter() {
        assertTrue(refused(new File("", "sanction", "3", SEATS)).contains("name: "));
        assertTrue(refused(new File("1", "sanction", "3", SEATS)).contains("name: "));
    }

    @Test
    void invalidChangeKeepsPreviousSeats() {
        SeatedCommittee committee = new SeatedCommittee(sanctions("3", SEATS), FILE);
        CommitteeSeats before = committee.seats();
        assertEquals(Optional.empty(), committee.rejection());
        committee.change(sanctions("1", "inspectorate: a"), FILE);
        assertEquals(before, committee.seats());
        String said = committee.rejection().orElseThrow().english();
        assertTrue(said.contains("committee-discipline.cfg, seats: "), said);
        assertTrue(said.contains("remain valid"), said);
        committee.change(sanctions("4", SEATS), FILE);
        assertEquals(4, committee.seats().quorum());
        assertEquals(Optional.empty(), committee.rejection());
    }

    @Test
    void seatMayRepresentAccusedParty() {
        CommitteeSeats seats = CommitteeSeats.parse(
                "x",
                "expose",
                2,
                "mayor-1 (district 1): a / b, institute: c, ict (operator): d, fire: e, district-22: f");
        assertEquals(List.of("mayor-1", "institute", "ict", "fire", "district-22"), seats.names());
        assertEquals("mayor-1", accused(seats, "district", "1"));
        assertEquals("institute", accused(seats, "institute", "institute"));
        assertEquals("ict", accused(seats, "operator", "operator"));
        assertEquals("fire", accused(seats, "agency", "fire"));
        assertEquals("district-22", accused(seats, "district", "22"));
        assertEquals("", accused(seats, "district", "2"));
        assertEquals("", accused(seats, "office", "1204"));
    }

    private static String accused(CommitteeSeats seats, String kind, String party) {
        return seats.seats().stream()
                .filter(seat -> seat.isParty(kind, party))
                .map(CommitteeSeats.Seat::name)
                .reduce("", String::concat);
    }
}
