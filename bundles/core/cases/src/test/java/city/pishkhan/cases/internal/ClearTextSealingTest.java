package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.cases.internal.store.ClearTextSealing;
import city.pishkhan.spi.Verdict;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Clear text of version 1.0 is encrypted exactly once, by any number of concurrent starts. */
class ClearTextSealingTest {
    private static final String ID = "5566778896";
    private static final String NAME = "مهین‌دخت پیشینه";
    private static final String MOBILE = "09351112233";
    private final CasesHarness hub = CasesHarness.shared();

    private String dump() {
        return hub.tx.required(sql -> String.join("\n", Tables.dump(sql)));
    }

    @Test
    void rowsInTheClearAreSealedAndReadAsBefore() throws Exception {
        PermitCase permit = PermitCase.inquiring(hub, 8);
        permit.answer("water", Verdict.NEED_MORE_INFORMATION, "Ask Mrs. Pishineh for the meter");
        permit.answer("fire", Verdict.APPROVE, null);
        permit.answer("electricity", Verdict.APPROVE, null);
        permit.answer("gas", Verdict.APPROVE, null);
        CaseView before = permit.view();
        String subject = PermitCase.property(hub);
        UUID person = UUID.randomUUID();
        hub.tx.run(sql -> {
            sql.execute("insert into cases.person (id, clear_national_id) values (?, ?)", person, ID);
            sql.execute(
                    "update cases.applicant set person = ?, clear_name = ?, clear_mobile = ?, name = null, mobile = null"
                            + " where case_id = ?",
                    person,
                    NAME,
                    MOBILE,
                    permit.id);
            sql.execute(
                    "update cases.case_file set clear_note = ?, clear_salt = ?, note = null, salt = null where id = ?",
                    before.note(),
                    "0123456789abcdef",
                    permit.id);
            sql.execute("update cases.paper set clear_name = kind || '.pdf', name = null where case_id = ?", permit.id);
            sql.execute(
                    "update cases.inquiry set clear_answer = ?::jsonb, answer = null where case_id = ? and agency = 'water'",
                    "{\"verdict\": \"NEED_MORE_INFORMATION\", \"conditions\": [], \"data\": {}, \"reason\":"
                            + " \"Ask Mrs. Pishineh for the meter\", \"until\": null, \"sheets\": []}",
                    permit.id);
            sql.execute(
                    "update cases.inquiry set clear_attachments = ?::jsonb, attachments = null where case_id = ? and agency = 'fire'",
                    "[{\"role\": \"plan\", \"revision\": 1, \"sha256\": \"plan-" + permit.id
                            + "\", \"name\": \"plan.pdf\", \"mediaType\": \"application/pdf\", \"size\": 10}]",
                    permit.id);
            sql.execute(
                    "insert into cases.person (id, clear_national_id) select gen_random_uuid(), 'clear-' || n from generate_series(1, 1100) n");
        });
        assertEquals(true, dump().contains(NAME), "it is there to be sealed");

        // as two nodes that start at the same time
        Callable<Void> start = () -> {
            new ClearTextSealing(hub.tx, hub.vault).seal();
            return null;
        };
        AtOnce.all(List.of(start, start));

        boolean left = hub.tx.required(
                sql -> sql.createQuery("select exists (select from cases.person where clear_national_id is not null)")
                        .mapTo(Boolean.class)
                        .one());
        assertFalse(left);
        for (String secret : List.of(ID, NAME, MOBILE, "Pishineh", "0123456789abcdef")) {
            assertFalse(dump().contains(secret), secret);
        }
        CaseView after = permit.view();
        assertEquals(List.of(new Applicant("owner", ID, NAME, MOBILE)), after.applicants());
        assertEquals(before.note(), after.note());
        assertEquals(before.inquiries(), after.inquiries());
        assertEquals(
                List.of("deed.pdf", "plan.pdf"),
                after.papers().stream().map(p -> p.name()).toList());
        assertEquals("plan.pdf", permit.shown("fire").attachments().get(0).name());
        assertEquals(person, hub.persons.find(ID).orElseThrow());
        assertEquals(
                "0123456789abcdef",
                hub.tx.required(sql -> hub.store.find(permit.id).orElseThrow().salt()));
    }
}
