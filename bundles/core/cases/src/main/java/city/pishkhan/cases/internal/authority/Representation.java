package city.pishkhan.cases.internal.authority;

import city.pishkhan.api.persons.Authorities.Act;
import city.pishkhan.api.persons.Authorities.Kind;
import city.pishkhan.api.persons.Authorities.Share;
import city.pishkhan.cases.internal.model.Mandate;
import java.math.BigInteger;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rule that decides who may act for whom in a case. It applies to case opening, the citizens' door, the counter and the
 * hold of a case. A living owner acts in person or through a holder of a valid authority for the act; joint signatories
 * must be two. When an owner dies, all authorities end except those of the heirs. Each heir alone may see the case. Any
 * other act needs heirs whose shares add up to the whole; each heir acts in person or through a holder of the heir's
 * authority. A dead person cannot act for others.
 */
public final class Representation {
    /** levels of inheritance that are followed: an heir of an heir, and that heir's proxy */
    static final int DEPTH = 3;

    private static final int JOINTLY = 2;

    private final List<Mandate> mandates;
    private final Set<UUID> dead;

    /**
     * @param mandates authorities of the owners and their heirs that are valid today and cover the subject of the case
     * @param dead     the dead among these people
     */
    public Representation(Collection<Mandate> mandates, Collection<UUID> dead) {
        this.mandates = List.copyOf(mandates);
        this.dead = Set.copyOf(dead);
    }

    public boolean isDead(UUID person) {
        return dead.contains(person);
    }

    /** Returns {@code true} if the people who are present may perform the act for the owner. */
    public boolean canAct(UUID owner, Act act, Set<UUID> present) {
        return canAct(owner, act, present, DEPTH);
    }

    private boolean canAct(UUID owner, Act act, Set<UUID> present, int depth) {
        if (isDead(owner)) {
            return act == Act.SEE
                    ? hasActingHeir(owner, present, depth)
                    : Fraction.isWhole(heirs(owner, act, present, depth));
        }
        if (present.contains(owner)) {
            return true;
        }
        List<Mandate> held = mandatesOf(owner)
                .filter(m -> m.kind() != Kind.HEIR && m.acts().contains(act) && present.contains(m.holder()))
                .filter(m -> !isDead(m.holder()))
                .toList();
        return held.stream().anyMatch(m -> !m.jointly() || act == Act.SEE)
                || held.stream().map(Mandate::holder).distinct().count() >= JOINTLY;
    }

    private boolean hasActingHeir(UUID owner, Set<UUID> present, int depth) {
        return depth > 0 && heirs(owner).keySet().stream().anyMatch(heir -> canAct(heir, Act.SEE, present, depth - 1));
    }

    private List<Share> heirs(UUID owner, Act act, Set<UUID> present, int depth) {
        return depth == 0
                ? List.of()
                : heirs(owner).entrySet().stream()
                        .filter(heir -> canAct(heir.getKey(), act, present, depth - 1))
                        .map(Map.Entry::getValue)
                        .toList();
    }

    private Map<UUID, Share> heirs(UUID owner) {
        return mandatesOf(owner)
                .filter(m -> m.kind() == Kind.HEIR)
                .collect(Collectors.toMap(Mandate::holder, Mandate::share, (first, second) -> first));
    }

    private Stream<Mandate> mandatesOf(UUID owner) {
        return mandates.stream().filter(m -> m.owner().equals(owner));
    }

    /**
     * Authorities with which the holder may take part in an act for one of these owners, including authorities from heirs of a dead owner.
     */
    public List<Mandate> usableMandates(Set<UUID> owners, UUID holder, Act act) {
        Set<UUID> all = new HashSet<>(owners);
        for (int i = 0; i < DEPTH; i++) {
            all.addAll(mandates.stream()
                    .filter(m -> m.kind() == Kind.HEIR && all.contains(m.owner()) && isDead(m.owner()))
                    .map(Mandate::holder)
                    .toList());
        }
        return mandates.stream()
                .filter(m -> m.holder().equals(holder) && !isDead(holder) && all.contains(m.owner()))
                .filter(m -> (m.kind() == Kind.HEIR) == isDead(m.owner()))
                .filter(m -> m.acts().contains(act))
                .toList();
    }

    /** The owners for whom the authority is used. An heir's proxy acts for the dead owner. */
    public Set<UUID> represented(Set<UUID> owners, Mandate by) {
        return owners.stream()
                .filter(owner -> by.owner().equals(owner) || isHeir(owner, by.owner(), DEPTH))
                .collect(Collectors.toSet());
    }

    private boolean isHeir(UUID owner, UUID heir, int depth) {
        return depth > 0
                && isDead(owner)
                && heirs(owner).keySet().stream().anyMatch(h -> h.equals(heir) || isHeir(h, heir, depth - 1));
    }

    /** Returns {@code true} if the owner has signatories who must sign jointly. */
    public boolean hasJointSignatories(UUID owner) {
        return mandatesOf(owner).anyMatch(Mandate::jointly);
    }

    /** An exact fraction, to add up shares without rounding. */
    static final class Fraction {
        private Fraction() {}

        static boolean isWhole(List<Share> shares) {
            return compare(shares) >= 0;
        }

        /** Returns {@code true} if the shares add up to more than the whole. */
        static boolean isMoreThanWhole(List<Share> shares) {
            return compare(shares) > 0;
        }

        private static int compare(List<Share> shares) {
            BigInteger numerator = BigInteger.ZERO;
            BigInteger denominator = BigInteger.ONE;
            for (Share share : shares) {
                BigInteger of = BigInteger.valueOf(share.denominator());
                numerator = numerator
                        .multiply(of)
                        .add(BigInteger.valueOf(share.numerator()).multiply(denominator));
                denominator = denominator.multiply(of);
                BigInteger common = numerator.gcd(denominator);
                numerator = numerator.divide(common);
                denominator = denominator.divide(common);
            }
            return numerator.compareTo(denominator);
        }
    }
}
