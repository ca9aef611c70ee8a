package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.persons.Authorities.Act;
import city.pishkhan.api.persons.Authorities.Kind;
import city.pishkhan.api.persons.Authorities.Share;
import city.pishkhan.cases.internal.authority.Representation;
import city.pishkhan.cases.internal.model.Mandate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The rule who may act for whom, tested without a database. */
class RepresentationTest {
    private static final UUID OWNER = person(1);
    private static final UUID HOLDER = person(2);
    private static final UUID HEIR = person(3);
    private static final UUID OTHER_HEIR = person(4);
    private static final Set<Act> ALL = Set.of(Act.values());

    private static UUID person(int number) {
        return new UUID(7, number);
    }

    private static Mandate mandate(Kind kind, UUID owner, UUID holder, Set<Act> acts, Share share, boolean jointly) {
        return new Mandate(UUID.randomUUID(), kind, owner, holder, null, acts, null, share, jointly, null);
    }

    private static Mandate proxy(UUID owner, UUID holder, Act... acts) {
        return mandate(Kind.PROXY, owner, holder, Set.copyOf(Arrays.asList(acts)), null, false);
    }

    private static Mandate heir(UUID heir, int numerator, int denominator) {
        return mandate(Kind.HEIR, OWNER, heir, ALL, new Share(numerator, denominator), false);
    }

    private static Representation of(Set<UUID> dead, Mandate... mandates) {
        return new Representation(List.of(mandates), dead);
    }

    @Test
    void onlyOwnerActsWithoutAuthority() {
        Representation nobody = of(Set.of());
        for (Act act : Act.values()) {
            assertTrue(nobody.canAct(OWNER, act, Set.of(OWNER)));
            assertFalse(nobody.canAct(OWNER, act, Set.of(HOLDER)));
        }
    }

    @Test
    void proxyActsWithinScope() {
        Representation proxy = of(Set.of(), proxy(OWNER, HOLDER, Act.OPEN, Act.SEE));
        assertTrue(proxy.canAct(OWNER, Act.OPEN, Set.of(HOLDER)));
        assertTrue(proxy.canAct(OWNER, Act.SEE, Set.of(HOLDER)));
        assertFalse(proxy.canAct(OWNER, Act.RECEIVE, Set.of(HOLDER)));
        assertFalse(proxy.canAct(HOLDER, Act.SEE, Set.of(OWNER)), "not the other way round");
    }

    @Test
    void deathEndsAuthorityOfOwnerAndHolder() {
        Mandate given = proxy(OWNER, HOLDER, Act.OPEN);
        assertFalse(of(Set.of(OWNER), given).canAct(OWNER, Act.OPEN, Set.of(HOLDER, OWNER)));
        assertFalse(of(Set.of(HOLDER), given).canAct(OWNER, Act.OPEN, Set.of(HOLDER)));
        assertTrue(of(Set.of(HOLDER), given).canAct(OWNER, Act.OPEN, Set.of(OWNER)));
    }

    @Test
    void oneHeirReadsAndAllHeirsAct() {
        Representation heirs = of(Set.of(OWNER), heir(HEIR, 1, 3), heir(OTHER_HEIR, 2, 3));
        assertTrue(heirs.canAct(OWNER, Act.SEE, Set.of(HEIR)));
        for (Act act : Set.of(Act.OPEN, Act.RECEIVE, Act.WITHDRAW, Act.PAY)) {
            assertFalse(heirs.canAct(OWNER, act, Set.of(HEIR)));
            assertTrue(heirs.canAct(OWNER, act, Set.of(HEIR, OTHER_HEIR)));
        }
        assertFalse(of(Set.of(), heir(HEIR, 1, 1)).canAct(OWNER, Act.SEE, Set.of(HEIR)), "who lives has no heirs");
    }

    @Test
    void sharesAreAddedWithoutRounding() {
        Representation thirds =
                of(Set.of(OWNER), heir(HEIR, 1, 3), heir(OTHER_HEIR, 1, 3), heir(HOLDER, 333_333, 1_000_000));
        assertFalse(thirds.canAct(OWNER, Act.OPEN, Set.of(HEIR, OTHER_HEIR, HOLDER)));
    }

    @Test
    void proxyOfHeirCountsForHeir() {
        Representation chain = of(
                Set.of(OWNER),
                heir(HEIR, 1, 2),
                heir(OTHER_HEIR, 1, 2),
                proxy(OTHER_HEIR, HEIR, Act.OPEN, Act.RECEIVE));
        assertTrue(chain.canAct(OWNER, Act.OPEN, Set.of(HEIR)));
        assertFalse(chain.canAct(OWNER, Act.WITHDRAW, Set.of(HEIR)), "beyond the other heir's proxy");
        assertEquals(2, chain.usableMandates(Set.of(OWNER), HEIR, Act.OPEN).size());
    }

    @Test
    void jointSignatoriesActTogether() {
        Mandate one = mandate(Kind.SIGNATORY, OWNER, HEIR, ALL, null, true);
        Mandate two = mandate(Kind.SIGNATORY, OWNER, OTHER_HEIR, ALL, null, true);
        Representation company = of(Set.of(), one, two);
        assertFalse(company.canAct(OWNER, Act.OPEN, Set.of(HEIR)));
        assertTrue(company.canAct(OWNER, Act.SEE, Set.of(HEIR)));
        assertTrue(company.canAct(OWNER, Act.OPEN, Set.of(HEIR, OTHER_HEIR)));
        assertTrue(company.hasJointSignatories(OWNER));
    }

    /** The levels of inheritance that are followed are limited, so that a cycle among the rows ends. */
    @Test
    void cyclicInheritanceEnds() {
        Mandate mandate = mandate(Kind.HEIR, OWNER, HEIR, ALL, new Share(1, 1), false);
        Mandate back = mandate(Kind.HEIR, HEIR, OWNER, ALL, new Share(1, 1), false);
        assertFalse(of(Set.of(OWNER, HEIR), mandate, back).canAct(OWNER, Act.OPEN, Set.of(OWNER, HEIR)));
    }
}
