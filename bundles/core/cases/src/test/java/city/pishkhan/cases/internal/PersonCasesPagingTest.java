package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.cases.internal.store.PartyRepository;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Search for cases of a person whose rows fill more than one page of the repository. */
class PersonCasesPagingTest {
    private static final int BEFORE = 199;

    private final CasesHarness hub = CasesHarness.shared();

    /**
     * @param last {@code true} if the last row of the case has a mobile number, {@code false} if the first row has one;
     *     the page ends between these rows
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void findsCaseWithRowsOnTwoPages(boolean last) {
        PermitCase permit = PermitCase.open(hub, 4);
        PartyRepository parties = hub.store.parties();
        UUID person = parties.findByCase(permit.id).get(0).person();
        UUID split = new UUID(-2, 0);
        List<UUID> reached = hub.tx.required(sql -> {
            Applicant first = parties.applicants(permit.id).get(0);
            Applicant unnamed = new Applicant(first.role(), first.nationalId(), first.name(), null);
            // turn off foreign keys, because the added rows refer to no existing cases
            sql.execute("set local session_replication_role = replica");
            for (int i = 0; i < BEFORE; i++) {
                parties.add(new UUID(-1, i), List.of(unnamed), List.of(person));
            }
            parties.add(split, last ? List.of(unnamed, first) : List.of(first, unnamed), List.of(person, person));
            List<UUID> found = parties.findCases(person, (id, number) -> id.equals(split) && number != null, null, 10);
            sql.execute("delete from cases.applicant where case_id = any(?)", (Object) added(split));
            return found;
        });
        assertEquals(List.of(split), reached);
    }

    private static UUID[] added(UUID split) {
        UUID[] all = new UUID[BEFORE + 1];
        for (int i = 0; i < BEFORE; i++) {
            all[i] = new UUID(-1, i);
        }
        all[BEFORE] = split;
        return all;
    }
}
