package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Cases.Applicant;
import city.pishkhan.api.Cases.OpenCase;
import city.pishkhan.api.Persons.Party;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** People of cases as the hub's own rooms find them. */
class PersonsTest {
    private final Hub hub = Hub.shared();

    private UUID open(Applicant... applicants) {
        return hub.cases
                .open(
                        Hub.OFFICE,
                        new OpenCase("building-permit", Permit.property(hub), List.of(applicants), Permit.building(4)))
                .id();
    }

    @Test
    void areFoundByTheirNationalIdInAllTheirCases() {
        UUID first = open(new Applicant("owner", "2233445562", "رضا کریمی", "09121111111"));
        UUID second = open(
                new Applicant("owner", "10380284790", "شرکت نمونه", null),
                new Applicant("proxy", "2233445562", "رضا کریمی", "09122222222"));
        UUID third = open(new Applicant("owner", "2233445562", "رضا کریمی", null));
        UUID person = hub.persons.find("2233445562").orElseThrow();
        assertEquals(List.of(third, second, first), hub.persons.cases(person));
        assertEquals(Optional.of("09122222222"), hub.persons.mobile(person), "the last one given");
        UUID company = hub.persons.find("10380284790").orElseThrow();
        assertEquals(Optional.empty(), hub.persons.mobile(company));
        assertEquals(
                List.of(
                        new Party(company, "owner", "شرکت نمونه", null, false),
                        new Party(person, "proxy", "رضا کریمی", "09122222222", false)),
                hub.persons.ofCase(second));
    }

    @Test
    void whoHasNoCaseIsUnknown() {
        assertEquals(Optional.empty(), hub.persons.find("3344556673"));
        assertEquals(Optional.empty(), hub.persons.mobile(UUID.randomUUID()));
        assertTrue(hub.persons.ofCase(UUID.randomUUID()).isEmpty());
        assertTrue(hub.persons.cases(UUID.randomUUID()).isEmpty());
    }
}
