package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.api.cases.Cases.OpenCase;
import city.pishkhan.api.persons.Persons.Party;
import city.pishkhan.spi.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Look-up of the people of cases by other modules. */
class PersonsTest {
    private final CasesHarness hub = CasesHarness.shared();

    private UUID open(Applicant... applicants) {
        return hub.cases
                .open(
                        CasesHarness.OFFICE,
                        new OpenCase(
                                "building-permit",
                                PermitCase.property(hub),
                                List.of(applicants),
                                PermitCase.building(4)))
                .id();
    }

    @Test
    void findsPersonsAndCasesByNationalId() {
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
    void personalDataIsStoredEncryptedOnly() {
        UUID id = open(new Applicant("owner", "4455667784", "گلنار بی‌مانند", "09361234567"));
        PermitCase permit =
                new PermitCase(hub, id).add("deed").add("plan").submit().planned(10);
        permit.answer("water", Verdict.REJECT, "Golnar Bimanand owes for her meter");
        permit.answer("electricity", Verdict.APPROVE, null);
        permit.answer("gas", Verdict.APPROVE, null);
        hub.glass.breakGlass(CasesHarness.OPERATOR, id, "Mrs. Bimanand calls about it");
        hub.cases.withdraw(CasesHarness.OFFICE, id, permit.version(), "گلنار بی‌مانند چنین خواست");
        assertEquals("گلنار بی‌مانند چنین خواست", permit.view().note());
        assertTrue(permit.view().toString().contains("4455667784"));

        String all = hub.tx.required(sql -> String.join("\n", DatabaseDump.dump(sql)));
        assertTrue(all.contains(id.toString()));
        for (String secret : List.of("4455667784", "بی‌مانند", "Bimanand", "09361234567", "9361234567")) {
            assertFalse(all.contains(secret), secret);
        }
    }

    @Test
    void personWithoutCaseIsUnknown() {
        assertEquals(Optional.empty(), hub.persons.find("3344556673"));
        assertEquals(Optional.empty(), hub.persons.mobile(UUID.randomUUID()));
        assertTrue(hub.persons.ofCase(UUID.randomUUID()).isEmpty());
        assertTrue(hub.persons.cases(UUID.randomUUID()).isEmpty());
    }
}
