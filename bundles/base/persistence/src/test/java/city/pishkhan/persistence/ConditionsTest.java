package city.pishkhan.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ConditionsTest {
    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);
    private static final UUID THIRD = new UUID(0, 3);

    private static TestStore store;

    @BeforeAll
    static void start() {
        store = TestStore.start();
        store.tx().run(sql -> {
            sql.execute("create table thing (id uuid, office text, district int)");
            sql.execute("insert into thing values (?, 'a', 1), (?, 'b', 1), (?, 'b', 2)", FIRST, SECOND, THIRD);
        });
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    private static List<UUID> findIds(Conditions conditions) {
        return store.tx().required(sql -> conditions
                .query(sql, "select id from thing", "order by id desc")
                .mapTo(UUID.class)
                .list());
    }

    @Test
    void noConditionsReturnAllRows() {
        assertEquals(List.of(THIRD, SECOND, FIRST), findIds(new Conditions()));
        assertEquals(
                3,
                findIds(new Conditions().and("office = :office", "office", null))
                        .size());
    }

    @Test
    void allConditionsMustMatch() {
        assertEquals(
                List.of(SECOND),
                findIds(new Conditions().and("office = :office", "office", "b").and("district = 1")));
        assertEquals(List.of(FIRST), findIds(new Conditions().below("id", SECOND)));
    }

    private enum Word {
        A,
        B
    }

    @Test
    void constantUsesPartialIndex() {
        store.tx().run(sql -> {
            sql.execute("create table word (id uuid, said text)");
            sql.execute("create index word_rare on word (id) where said <> 'A'");
            sql.execute("set local enable_seqscan = off");
            String plan = String.join(
                    "\n",
                    new Conditions()
                            .constant("said", Word.B)
                            .query(sql, "explain select id from word", "order by id")
                            .mapTo(String.class)
                            .list());
            assertTrue(plan.contains("word_rare"), plan);
        });
        assertEquals(3, findIds(new Conditions().constant("office", null)).size());
    }

    @Test
    void eitherOfMatchesOneCondition() {
        assertEquals(
                List.of(THIRD, SECOND),
                findIds(new Conditions().eitherOf("office", List.of("b"), "district", List.of())));
        assertEquals(
                List.of(SECOND, FIRST),
                findIds(new Conditions().eitherOf("office", List.of(), "district", List.of(1))));
        assertEquals(
                List.of(THIRD, FIRST),
                findIds(new Conditions().eitherOf("office", List.of("a"), "district", List.of(2, 9))));
    }

    @Test
    void emptyListsMatchNoRows() {
        assertEquals(List.of(), findIds(new Conditions().eitherOf("office", List.of(), "district", List.of())));
        assertEquals(List.of(), findIds(new Conditions().oneOf("office", "offices", List.of())));
    }
}
